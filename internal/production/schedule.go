package production

import (
	"slices"
	"strings"
)

// Strip is one scene (or a banner) on one shoot day of one unit.
type Strip struct {
	ID          StripID  `json:"id"`
	SceneNumber string   `json:"scene"`    // "" for a banner
	SceneID     SceneID  `json:"scene_id"` // "" where neither script nor breakdown knows the scene
	Banner      string   `json:"banner,omitempty"`
	Start       Clock    `json:"start"` // from the schedule, or by our day model where Estimated
	End         Clock    `json:"end"`
	Estimated   bool     `json:"estimated"`
	Set         string   `json:"set"`
	Closed      bool     `json:"closed"` // closed set: nobody from BTS enters or watches a monitor
	Capacity    int      `json:"cap"`    // BTS people allowed at the set, -1 when nobody said
	Cast        []string `json:"cast"`   // character names
}

// FirstStart is the first start that is known of strips in shooting order, NoClock where none is.
func FirstStart(strips []Strip) Clock {
	for _, s := range strips {
		if s.Start.Known() {
			return s.Start
		}
	}
	return NoClock
}

// UnitDay is one unit's part of a shoot day.
type UnitDay struct {
	Unit      string  `json:"unit"` // "Main", "Second" …
	Call      Clock   `json:"call"`
	Wrap      Clock   `json:"wrap"`
	Estimated bool    `json:"estimated"` // call and wrap are our day model's, not the schedule's
	Location  string  `json:"location"`
	Strips    []Strip `json:"strips"`
}

// EventKind is the kind of a schedule event.
type EventKind string

// The kinds: those of the Universal Schedule Standard and the ones that productions write as custom.
const (
	Fitting    EventKind = "fitting"
	MakeupTest EventKind = "makeup_test"
	CameraTest EventKind = "camera_test"
	Rehearsal  EventKind = "rehearsal"
	Build      EventKind = "build"
	Travel     EventKind = "travel"
	Move       EventKind = "company_move"
	Publicity  EventKind = "publicity"
	Holiday    EventKind = "holiday"
	DayOff     EventKind = "day_off"
	OtherEvent EventKind = "other"
)

// Event is something on the production calendar that is not a scene.
type Event struct {
	ID     EventID   `json:"id"`
	Kind   EventKind `json:"kind"`
	Title  string    `json:"title"`
	Date   Date      `json:"date"`
	Start  Clock     `json:"start"` // NoClock when only the date is known
	End    Clock     `json:"end"`
	People []string  `json:"people"`          // names as the schedule has them
	Place  string    `json:"place"`           // set or location
	Scene  string    `json:"scene,omitempty"` // scene it prepares

	Calendar string `json:"calendar,omitempty"` // key of the calendar it came from; "" is the schedule itself
	UID      string `json:"uid,omitempty"`      // its identity, the same in every calendar that has it

	// Occurrence tells the parts of one UID apart: the original date and time of one of a series, the date
	// of one of several days, or both with "/" between them.
	Occurrence string `json:"occurrence,omitempty"`
	Sequence   int    `json:"sequence,omitempty"` // how often that calendar has changed it (iCalendar SEQUENCE)
}

// Day is one shoot day. Its identity is its date and survives re-numbering.
type Day struct {
	ID     DayID     `json:"id"`
	Number int       `json:"number"` // 1-based shoot day number
	Date   Date      `json:"date"`
	Units  []UnitDay `json:"units"`
	Note   string    `json:"note,omitempty"`
}

// Call is the earliest call of the day's units, NoClock without units.
func (d Day) Call() Clock {
	call := NoClock
	for _, u := range d.Units {
		if u.Call.Known() && (!call.Known() || u.Call < call) {
			call = u.Call
		}
	}
	return call
}

// Wrap is the latest wrap of the day's units.
func (d Day) Wrap() Clock {
	wrap := NoClock
	for _, u := range d.Units {
		wrap = max(wrap, u.Wrap)
	}
	return wrap
}

// Strips are all strips of the day, unit by unit.
func (d Day) Strips() []Strip {
	var all []Strip
	for _, u := range d.Units {
		all = append(all, u.Strips...)
	}
	return all
}

// CloneDays are copies of days, of which units and strips may be changed.
func CloneDays(days []Day) []Day {
	out := slices.Clone(days)
	for i := range out {
		out[i].Units = slices.Clone(out[i].Units)
		for j := range out[i].Units {
			out[i].Units[j].Strips = slices.Clone(out[i].Units[j].Strips)
		}
	}
	return out
}

// PersonKind tells cast from heads of department and the rest of the crew.
type PersonKind string

// The kinds of people in the main unit.
const (
	Cast       PersonKind = "cast"
	Head       PersonKind = "head" // director, cinematographer, stunt coordinator …
	CrewMember PersonKind = "crew" // everybody else on the crew list
)

// Person is somebody of the main unit: a character's performer or a head of department.
type Person struct {
	ID        PersonID    `json:"id"`
	Kind      PersonKind  `json:"kind"`
	Name      string      `json:"name"`      // performer's or crew member's name, the character's where unknown
	Character string      `json:"character"` // upper case; "" for heads
	Role      string      `json:"role"`      // "Director", "Stunt coordinator"; "" for cast
	BoardID   string      `json:"board_id"`  // cast number
	Away      []DateRange `json:"away"`

	Department string `json:"department,omitempty"` // "Camera", "Grip"
	Email      string `json:"email,omitempty"`      // for the eyes of those who plan
	Phone      string `json:"phone,omitempty"`      // as written
}

// IsBoardID reports a cast member who is given by cast number only: "12", "4A".
func IsBoardID(name string) bool {
	return name != "" && name[0] >= '0' && name[0] <= '9' && !strings.Contains(name, " ") && len(name) <= 4
}

// Location is where the company works; Sets are the scene sets found there.
type Location struct {
	Name    string   `json:"name"`
	Sets    []string `json:"sets"`
	Address string   `json:"address,omitempty"`
	Contact string   `json:"contact,omitempty"` // who opens the door, with a number
	Note    string   `json:"note,omitempty"`    // parking, power, noise

	Listed     bool     `json:"listed,omitempty"`      // a location list named it: no schedule can take it away
	ListedSets []string `json:"listed_sets,omitempty"` // the sets that a location list named
}

// Shot is one shot of the main unit's shot list.
type Shot struct {
	ID          ShotID  `json:"id"`
	Scene       string  `json:"scene"`    // scene number, "" for a shot of no scene
	SceneID     SceneID `json:"scene_id"` // "" where no paper knows the scene
	Number      string  `json:"number"`   // "3", "A", within the scene
	Size        string  `json:"size"`     // "CU", "wide", as written
	Angle       string  `json:"angle"`    // "low", "over the shoulder"
	Movement    string  `json:"movement"` // "dolly in", "handheld"
	Lens        string  `json:"lens"`     // "35 mm"
	Equipment   string  `json:"equipment"`
	Description string  `json:"description"`
	Minutes     int     `json:"minutes"` // set-up and shooting, 0 unknown
}

// Schedule is what a reader finds in a shooting schedule: strips in days and a breakdown.
type Schedule struct {
	Name      string     `json:"name"`
	Project   string     `json:"project"`
	Draft     string     `json:"draft"`     // schedule colour and date
	Breakdown []Scene    `json:"breakdown"` // scenes as the breakdown describes them (no text)
	Days      []Day      `json:"days"`
	Unplaced  []string   `json:"unplaced"` // scene numbers in the boneyard
	Events    []Event    `json:"events"`
	People    []Person   `json:"people"`
	Locations []Location `json:"locations"`
}

// Facts are everything the main unit has told us about a production, merged. They are never edited
// in place: a new import replaces them as a whole, keeping the ids of what stayed the same.
type Facts struct {
	Scenes    []Scene    `json:"scenes"`
	Days      []Day      `json:"days"`
	Events    []Event    `json:"events"`
	People    []Person   `json:"people"`
	Locations []Location `json:"locations"`
	Unplaced  []string   `json:"unplaced"`
	Shots     []Shot     `json:"shots"`
}
