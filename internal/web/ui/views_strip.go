package ui

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// StripView is one strip of the board: a scene on a day, or a banner.
type StripView struct {
	Scene   string // number, "" for a banner
	Text    string // "Lamp room", or the banner's words
	IntExt  production.IntExt
	Night   bool
	Closed  bool
	Time    string // "14:10", "" unknown
	Length  string // "1 3/8", "" unknown
	Cast    string // "1, 2, 4" or names, "" for none
	URL     string // of the scene, "" where the script has none
	Unknown bool   // the script does not have this scene
	Mark    *MarkView
}

// StripOf puts a strip and its scene together. base is Page.Base; scene is nil where neither script
// nor breakdown knows it.
func StripOf(strip production.Strip, scene *production.Scene, base string) StripView {
	v := StripView{Scene: strip.SceneNumber, Text: Place(strip.Set), Closed: strip.Closed, Time: clockRange(strip.Start, production.NoClock, strip.Estimated),
		Cast: strings.Join(titles(strip.Cast), ", ")}
	if strip.Banner != "" {
		v.Text = strip.Banner
		return v
	}
	if scene == nil {
		v.Unknown = true
		return v
	}
	v.IntExt, v.Night, v.Length = scene.IntExt, scene.Night(), Eighths(scene.Eighths)
	if v.Text == "" {
		v.Text = Place(scene.Set)
	}
	v.Unknown = !scene.InScript
	if scene.InScript {
		v.URL = base + "/script/" + scene.Number
	}
	return v
}

// class is the strip's colour by the tradition of the board.
func (v StripView) class() string {
	switch {
	case v.Scene == "":
		return "strip-banner"
	case v.IntExt == production.Exterior && v.Night:
		return "strip-en"
	case v.IntExt == production.Exterior:
		return "strip-ed"
	case v.Night:
		return "strip-in"
	}
	return "strip-id"
}

// light says in words what the colour says: "INT day".
func (v StripView) light() string {
	side := string(v.IntExt)
	if side == "" {
		side = "INT"
	}
	if v.Night {
		return side + " night"
	}
	return side + " day"
}

// lightShort marks night where there is no room for words; outside is told by the strip's edge.
func (v StripView) lightShort() string {
	if v.Night {
		return "N"
	}
	return ""
}

// Eighths writes a length in eighths of a page as scripts do: 11 is "1 3/8". It is "" for nothing.
func Eighths(n int) string {
	pages, rest := n/8, n%8
	var parts []string
	if pages > 0 {
		parts = append(parts, number(pages))
	}
	if rest > 0 {
		parts = append(parts, number(rest)+"/8")
	}
	return strings.Join(parts, " ")
}

// Place writes a set or location as people write it when the paper shouts; see production.CalmName.
func Place(name string) string {
	return strings.ReplaceAll(production.CalmName(name), " - ", " – ")
}

// Name writes a character's name as people say it when the paper shouts: "ADA MOREAU" is "Ada Moreau".
func Name(name string) string {
	if name != strings.ToUpper(name) {
		return name
	}
	words := strings.Fields(strings.ToLower(name))
	for i, word := range words {
		runes := []rune(word)
		words[i] = strings.ToUpper(string(runes[:1])) + string(runes[1:])
	}
	return strings.Join(words, " ")
}

func titles(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = Name(n)
	}
	return out
}

// clockRange is "14:10–15:40", with "~" before times that are our own estimate; "" when unknown.
func clockRange(start, end production.Clock, estimated bool) string {
	if !start.Known() {
		return ""
	}
	text := start.String()
	if end.Known() {
		if late := end.String(); strings.HasSuffix(late, "+1") {
			text = strings.TrimSuffix(text, "+1") // both after midnight: said once, at the end
		}
		text += "–" + end.String()
	}
	if estimated {
		return "~" + text
	}
	return text
}

// Times writes a span of clock times as pages show it; see clockRange.
func Times(start, end production.Clock, estimated bool) string {
	return clockRange(start, end, estimated)
}
