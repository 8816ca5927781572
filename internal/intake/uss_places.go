package intake

import (
	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// USSPlaces are the objects of a schedule file to which something of ours can be added.
type USSPlaces struct {
	Body   jsonspan.Span // the object that holds the schedule, the root where the file is no schedule
	Scenes []USSScene    // the breakdowns of scenes, in the order of the file
	Events []USSEvent    // of calendars and elements
}

// USSScene is the breakdown of a scene; Key is its number as SceneKey has it, Base that of the scene
// that it is a part of (22 for "22PT1"), else the same.
type USSScene struct {
	Key, Base string
	Object    jsonspan.Span
}

// USSEvent is an event as the reader sees it.
type USSEvent struct {
	Title  string
	Date   production.Date // the first one
	Object jsonspan.Span
}

// FindInUSS finds the objects of a schedule file by what the reader makes of them. Data is any JSON
// object; for one that is no schedule only Body is set. It returns fault.Invalid for anything else.
// Positions are those in the UTF-8 text that Body.Document returns.
func FindInUSS(data []byte, opt Options) (USSPlaces, error) {
	plain, _ := toUTF8(data)
	body, err := openUSS(plain, opt)
	if err != nil {
		if root, broken := jsonspan.Open(plain); broken == nil && root.Kind() == '{' {
			return USSPlaces{Body: root}, nil
		}
		return USSPlaces{}, err
	}
	places := USSPlaces{Body: body}
	r := newUSSReader(opt)
	if r.index(body) != nil {
		return places, nil //nolint:nilerr // more than any production has: only the body can be added to
	}
	r.breakdown()
	seen := map[string]bool{}
	for _, b := range r.breakdowns {
		if key := slate.Key(b.number); b.kind == kindScene && !seen[key] {
			seen[key] = true
			places.Scenes = append(places.Scenes, USSScene{key, slate.Base(b.number), b.at})
		}
	}
	found := func(e ussEvent) {
		if e.effect != effectStart && len(places.Events) < maxScenes {
			places.Events = append(places.Events, USSEvent{eventTitle(e, e.kindOf()), e.from, e.at})
		}
	}
	for _, c := range r.calendars {
		r.eachEvent(c.events, found)
	}
	for i := range r.elements {
		r.eachEvent(fieldsOf(r.elements[i].at).get("events"), found)
	}
	return places, nil
}

// SceneKey makes scene numbers comparable: "012a." is 12A.
func SceneKey(number string) string { return slate.Key(number) }
