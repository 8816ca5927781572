package production

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// Kind is what is being made.
type Kind string

// The kinds of production.
const (
	Feature     Kind = "feature"
	Series      Kind = "series"
	Short       Kind = "short"
	Commercial  Kind = "commercial"
	Documentary Kind = "documentary"
)

// Kinds lists every kind in the order it is offered.
var Kinds = []Kind{Feature, Series, Short, Commercial, Documentary}

// Production is one film or series that a BTS unit documents.
type Production struct {
	ID        ProductionID `json:"id"`
	Slug      string       `json:"slug"` // unique, used in addresses and on the command line
	Title     string       `json:"title"`
	Kind      Kind         `json:"kind"`
	TimeZone  string       `json:"time_zone"` // IANA name; every clock time of the production is in it
	Start     Date         `json:"start"`     // first shoot day when known before a schedule is imported
	CrewDays  int          `json:"crew_days"` // paid crew-days of the BTS unit
	RulePack  string       `json:"rule_pack"` // welfare rules, a key of crew.RulePacks
	CreatedAt time.Time    `json:"created_at"`
}

// LongestTitle is how much a production's title may have, in characters.
const LongestTitle = 200

// Zone is the production's time zone; UTC when the name is not known to this machine.
func (p Production) Zone() *time.Location {
	if loc, err := time.LoadLocation(p.TimeZone); err == nil {
		return loc
	}
	return time.UTC
}

// Check reports the first field that cannot be accepted, as fault.Invalid.
func (p Production) Check() error {
	switch {
	case strings.TrimSpace(p.Title) == "":
		return fault.New(fault.Invalid, "the production has no title").WithRemedy("Give it the working title of the film or series.")
	case utf8.RuneCountInString(p.Title) > LongestTitle:
		return fault.New(fault.Invalid, "the title is longer than %d characters", LongestTitle).WithRemedy("Shorten it.")
	case !knownKind(p.Kind):
		return fault.New(fault.Invalid, "%q is not a kind of production", p.Kind).WithRemedy("Choose one of feature, series, short, commercial, documentary.")
	case p.CrewDays < 0:
		return fault.New(fault.Invalid, "the number of paid crew-days is negative")
	}
	if _, err := time.LoadLocation(p.TimeZone); err != nil || p.TimeZone == "" {
		return fault.New(fault.Invalid, "%q is not a time zone", p.TimeZone).WithRemedy("Use an area and a city, for example Europe/London.")
	}
	if p.Start.Known() {
		if _, err := ParseDate(string(p.Start)); err != nil {
			return err
		}
	}
	return nil
}

func knownKind(k Kind) bool {
	for _, known := range Kinds {
		if k == known {
			return true
		}
	}
	return false
}

var notSlug = regexp.MustCompile(`[^\p{L}\p{N}]+`)

// Slug turns a title into the short name used in addresses: "The Lamp Room" becomes "the-lamp-room".
// It is "production" for a title without letters and digits.
func Slug(title string) string {
	slug := strings.Trim(notSlug.ReplaceAllString(strings.ToLower(title), "-"), "-")
	if runes := []rune(slug); len(runes) > 60 {
		slug = strings.Trim(string(runes[:60]), "-")
	}
	if slug == "" {
		return "production"
	}
	return slug
}
