package intake

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// readShots reads a shot list. A row without a scene belongs to the scene above, which may stand in a
// row of its own.
func (t *tableReader) readShots(rows []sheet.Row) (Document, error) {
	if !t.has(ShotField) && !t.has(DescriptionField) && !t.has(SizeField) {
		return Document{}, t.missing("the shot", ShotField)
	}
	doc := Document{Kind: KindShots, Format: t.format}
	scene, orphans := "", 0
	for _, row := range rows {
		if number, ok := t.shotHeading(row); ok {
			scene = number
			continue
		}
		shot := t.shot(row)
		if shot.Number == "" && shot.Size == "" && shot.Description == "" {
			continue
		}
		if shot.Scene == "" {
			shot.Scene = scene
		}
		if scene = shot.Scene; scene == "" {
			orphans++
		}
		doc.Shots = append(doc.Shots, shot)
	}
	if len(doc.Shots) == 0 {
		return Document{}, t.opt.invalid(t.line, "the list has no shots").WithRemedy("Each row needs a shot number, a size or a description.")
	}
	if orphans > 0 {
		t.warn(t.line, "%d shots belong to no scene: the table has no scene number for them", orphans)
	}
	doc.Warnings = t.warnings
	return doc, nil
}

var sceneHeadingRow = regexp.MustCompile(`(?i)^(?:scene|szene|bild|escena|cena|scena|s[ée]quence|sc)\.?\s*#?\s*(\d+[a-z]{0,2})\b`)

// shotHeading reads a row that names the scene of the shots below it: "SCENE 12 - INT. HUT - NIGHT" or
// a scene number without a shot.
func (t *tableReader) shotHeading(row sheet.Row) (string, bool) {
	for _, field := range []string{SizeField, AngleField, MovementField, LensField} {
		if t.cell(row, field) != "" {
			return "", false
		}
	}
	number := t.cell(row, ShotField)
	if m := sceneHeadingRow.FindStringSubmatch(joinCells(row.Cells)); m != nil && (sceneHeadingRow.MatchString(number) || !strings.ContainsAny(number, "0123456789")) {
		return strings.ToUpper(m[1]), true
	}
	if numbers := splitScenes(t.cell(row, SceneField)); len(numbers) == 1 && t.has(ShotField) && t.cell(row, ShotField) == "" {
		return strings.ToUpper(numbers[0]), true
	}
	return "", false
}

// shotOfScene is a shot number that carries its scene: "12-3", "12.3", "12/3", "12A" for shot A.
var shotOfScene = regexp.MustCompile(`^(\d{1,4}[A-Za-z]?)\s*[-./_]\s*([A-Za-z]?\d{1,4}[A-Za-z]?|[A-Za-z]{1,2})$|^(\d{1,4})([A-Za-z]{1,2})$`)

func (t *tableReader) shot(row sheet.Row) production.Shot {
	text := func(field string) string { return spelling.Shorten(t.cell(row, field), 500) }
	s := production.Shot{
		Number: strings.TrimPrefix(text(ShotField), "#"), Size: text(SizeField), Angle: text(AngleField), Movement: text(MovementField),
		Lens: text(LensField), Equipment: text(EquipmentField), Description: spelling.Shorten(t.cell(row, DescriptionField), 2000),
	}
	if numbers := splitScenes(t.cell(row, SceneField)); len(numbers) > 0 {
		s.Scene = strings.ToUpper(numbers[0])
	} else if m := shotOfScene.FindStringSubmatch(s.Number); m != nil && !t.has(SceneField) {
		s.Scene, s.Number = strings.ToUpper(firstOf(m[1], m[3])), firstOf(m[2], m[4])
	}
	if cell := t.cell(row, MinutesField); cell != "" {
		minutes, ok := readMinutes(cell)
		if !ok {
			t.warn(row.Line, "%q is not a number of minutes and was left out", spelling.Shorten(cell, 20))
		}
		s.Minutes = minutes
	}
	return s
}

var (
	hoursMinutes = regexp.MustCompile(`(?i)^(\d{1,2})\s*(?::|h|hrs?|std\.?|hours?)\s*(?:(\d{1,2})\s*(?:m|min\.?|mins|minutes)?)?$`)
	plainMinutes = regexp.MustCompile(`(?i)^(\d{1,4}(?:[.,]\d+)?)\s*(?:'|’|m|min\.?|mins?\.?|minutes?|minuten|minutos|minuti)?$`)
)

// readMinutes reads a length of time: "15", "15 min", "0:15", "1h 30".
func readMinutes(cell string) (int, bool) {
	cell = spelling.Single(cell)
	if m := hoursMinutes.FindStringSubmatch(cell); m != nil {
		hours, _ := strconv.Atoi(m[1])
		minutes, _ := strconv.Atoi(m[2])
		return hours*60 + minutes, true
	}
	if m := plainMinutes.FindStringSubmatch(cell); m != nil {
		v, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
		return int(math.Round(v)), err == nil
	}
	return 0, false
}
