package ussout

import (
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// mainUnit is the unit whose board is the stripboard.
const mainUnit = "Main"

// boards adds a board for every unit, each with a list for every shoot day, and the boneyard.
func (s *schedule) boards() {
	set := stripboardJSON{ID: id("stripboard"), Calendar: id("calendar"), Name: "Shooting schedule"}
	for i, unit := range s.units() {
		board := boardJSON{ID: id("board", unit), Name: boardName(unit), Unit: unit}
		lists := [][]string{}
		for at, day := range s.facts.Days {
			plan, ids := s.unitDay(at, unit)
			if i == 0 {
				date := string(day.Date)
				plan.Number, plan.Date, plan.Note = day.Number, &date, day.Note
			}
			board.Days = append(board.Days, plan)
			lists = append(lists, ids)
		}
		board.BreakdownIDs = lists
		set.Boards = append(set.Boards, board)
	}
	set.Boards = append(set.Boards, boardJSON{ID: id("board", "", "boneyard"), Name: "boneyard", BreakdownIDs: s.boneyard()})
	s.out.Stripboards = []stripboardJSON{set}
}

// units are the units so that every day's units follow each other as they do on the day; where the
// days leave it open, or contradict each other, in the order in which they are named.
func (s *schedule) units() []string {
	var named, ordered []string
	before := map[[2]string]bool{} // the first stands above the second on some day
	seen := map[string]bool{}
	for _, day := range s.facts.Days {
		for i, u := range day.Units {
			if key := strings.ToLower(u.Unit); !seen[key] {
				seen[key] = true
				named = append(named, u.Unit)
			}
			for _, above := range day.Units[:i] {
				before[[2]string{strings.ToLower(above.Unit), strings.ToLower(u.Unit)}] = true
			}
		}
	}
	for len(named) > 0 {
		next := slices.IndexFunc(named, func(unit string) bool {
			return !slices.ContainsFunc(named, func(other string) bool {
				return before[[2]string{strings.ToLower(other), strings.ToLower(unit)}]
			})
		})
		next = max(next, 0)
		ordered = append(ordered, named[next])
		named = slices.Delete(named, next, next+1)
	}
	if len(ordered) == 0 {
		return []string{mainUnit}
	}
	return ordered
}

func boardName(unit string) string {
	if strings.EqualFold(unit, mainUnit) {
		return "stripboard"
	}
	return strings.ToLower(unit) + " unit"
}

// unitDay is what a unit does on the day of an index: the day's data, and its strips in order.
func (s *schedule) unitDay(day int, unit string) (plan dayJSON, ids []string) {
	ids = []string{}
	for _, u := range s.facts.Days[day].Units {
		if !strings.EqualFold(u.Unit, unit) {
			continue
		}
		plan = dayJSON{Call: u.Call.String(), Wrap: u.Wrap.String(), Estimated: u.Estimated, Location: u.Location}
		for i, strip := range u.Strips {
			if strip.SceneNumber == "" {
				ids = append(ids, s.banner(strip, day, unit, i))
			} else {
				ids = append(ids, s.strip(strip, unit))
			}
		}
		return plan, ids
	}
	works := false
	plan.Works = &works
	return plan, ids
}

// banner adds a banner.
func (s *schedule) banner(strip production.Strip, day int, unit string, i int) string {
	b := breakdownJSON{
		ID: id("banner", strconv.Itoa(day), unit, strconv.Itoa(i)), BannerText: orNull(strip.Banner), Created: s.created,
		Elements: []string{}, Type: "banner",
	}
	b.time(strip)
	s.out.Breakdowns = append(s.out.Breakdowns, b)
	return b.ID
}

// strip gives the scene's breakdown the data of the strip. A scene that is shot again gets a further
// breakdown without a length, so that no length counts twice.
func (s *schedule) strip(strip production.Strip, unit string) string {
	key := intake.SceneKey(strip.SceneNumber)
	at := s.at[key]
	if s.placed[key]++; s.placed[key] > 1 {
		again := s.out.Breakdowns[at]
		again.Repeats, again.ID = again.ID, id("scene", key, strconv.Itoa(s.placed[key]))
		again.Pages, again.Duration, again.Unit, again.PagesEstimated = nil, nil, "", false
		at = len(s.out.Breakdowns)
		s.out.Breakdowns = append(s.out.Breakdowns, again)
	}
	b := &s.out.Breakdowns[at]
	b.time(strip)
	b.Closed = strip.Closed
	b.Capacity = nil
	if strip.Capacity >= 0 {
		b.Capacity = &strip.Capacity
	}
	if s.ofUnits[key] { // such an element would move the strip to that unit
		b.Unit = unit
	}
	return b.ID
}

func (b *breakdownJSON) time(strip production.Strip) {
	b.Start, b.End = strip.Start.String(), strip.End.String()
	b.Estimated = strip.Estimated && (strip.Start.Known() || strip.End.Known())
}

// boneyard lists the scenes without a day: those known as such, then the rest.
func (s *schedule) boneyard() []string {
	ids := []string{}
	put := func(number string) {
		if key := intake.SceneKey(number); key != "" && s.placed[key] == 0 && s.known(key) {
			s.placed[key]++
			ids = append(ids, s.out.Breakdowns[s.at[key]].ID)
		}
	}
	for _, number := range s.facts.Unplaced {
		put(number)
	}
	for _, scene := range s.facts.Scenes {
		put(scene.Number)
	}
	return ids
}
