package interview

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/btsdirector/bts/internal/production"
)

//go:embed bank.json
var bankText []byte

// Craft is a group of the bank: what somebody does on a film, or a part of every talk.
type Craft struct {
	Key   string   `json:"key"`
	Name  string   `json:"name"`
	Kinds []string `json:"kinds"` // kinds of moments that are about this craft
}

// The groups that are for everybody.
const (
	Opener = "opener"
	Scene  = "scene" // {scene} and {what} stand for what the person was there for
	Closer = "closer"
)

// The crafts that are told by more than the name of a role.
const (
	Director   = "director"
	Lead       = "lead"
	Supporting = "supporting"
	Child      = "child"
)

// Thumb is a rule of thumb for what is used of what is recorded, in minutes.
type Thumb struct {
	Of     int    `json:"of"`
	Least  int    `json:"least"`
	Most   int    `json:"most"`
	Source string `json:"source"`
}

type bankFile struct {
	Reminder string
	Yield    Thumb
	Crafts   []struct {
		Craft
		Roles     []string
		Questions []Question
	}
}

var bank = sync.OnceValue(func() bankFile {
	var file bankFile
	if err := json.Unmarshal(bankText, &file); err != nil {
		panic("interview: bank.json: " + err.Error())
	}
	return file
})

// Reminder is what stands on top of every sheet.
func Reminder() string { return bank().Reminder }

// RuleOfThumb says how much of a talk is used, and who says so.
func RuleOfThumb() Thumb { return bank().Yield }

// Crafts are the groups of the bank, in the order they are offered.
func Crafts() []Craft {
	var list []Craft
	for _, c := range bank().Crafts {
		list = append(list, Craft{c.Key, c.Name, slices.Clone(c.Kinds)})
	}
	return list
}

// General reports whether a group is for everybody.
func General(craft string) bool { return craft == Opener || craft == Scene || craft == Closer }

// KnownCraft reports whether the bank has the craft.
func KnownCraft(key string) bool {
	return slices.ContainsFunc(bank().Crafts, func(c struct {
		Craft
		Roles     []string
		Questions []Question
	}) bool {
		return c.Key == key
	})
}

// CraftName is the craft in words, "" for one that the bank does not have.
func CraftName(key string) string {
	for _, c := range bank().Crafts {
		if c.Key == key {
			return c.Name
		}
	}
	return ""
}

// Bank are the questions that the house brings, each with the same id in every production.
func Bank() []Question {
	var list []Question
	for _, c := range bank().Crafts {
		for i, q := range c.Questions {
			q.ID, q.Craft, q.Place = production.QuestionID(fmt.Sprintf("%s-%d", c.Key, i+1)), c.Key, float64(i+1)*1024
			list = append(list, q)
		}
	}
	return list
}

// CraftOf is the craft of somebody of the crew by the name of their role, the closest that the bank has; "" for none.
func CraftOf(role string) string {
	role = strings.ToLower(strings.TrimSpace(role))
	best, size := "", 0
	for _, c := range bank().Crafts {
		for _, name := range c.Roles {
			fits := strings.Contains(role, name) && (c.Key != Director || role == name)
			if fits && len(name) > size {
				best, size = c.Key, len(name)
			}
		}
	}
	return best
}

// CraftOfCast is the craft of somebody of the cast, who is in so many of all scenes.
func CraftOfCast(scenes, all int) string {
	if scenes*4 >= all {
		return Lead
	}
	return Supporting
}

// Fill puts what a question of the group Scene is about into its words.
func (q Question) Fill(scene, what string) Question {
	words := strings.NewReplacer("{scene}", scene, "{what}", what)
	q.Text, q.Begin, q.Follow = capital(words.Replace(q.Text)), capital(words.Replace(q.Begin)), words.Replace(q.Follow)
	return q
}

func capital(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// Used is how many minutes of a talk of some length are used, at least and at most.
func (i Interview) Used() (least, most int) {
	if i.Yield > 0 {
		return i.Yield, i.Yield
	}
	t := bank().Yield
	return i.Minutes * t.Least / t.Of, (i.Minutes*t.Most + t.Of - 1) / t.Of
}

// Total is what several talks come to.
type Total struct {
	Talks   int `json:"talks"`
	Minutes int `json:"minutes"` // recorded
	Least   int `json:"least"`   // used
	Most    int `json:"most"`
}

// Sum is what talks come to. Those that were declined come to nothing.
func Sum(list []Interview) Total {
	var t Total
	for _, i := range list {
		if i.Status == Declined || i.Gone {
			continue
		}
		least, most := i.Used()
		t.Talks, t.Minutes, t.Least, t.Most = t.Talks+1, t.Minutes+i.Minutes, t.Least+least, t.Most+most
	}
	return t
}

// Words say it: "6 talks, 3 h recorded, about 18–30 minutes used."
func (t Total) Words() string {
	if t.Talks == 0 {
		return "No talks yet."
	}
	talks, used := "1 talk", fmt.Sprintf("%d–%d", t.Least, t.Most)
	if t.Talks > 1 {
		talks = fmt.Sprintf("%d talks", t.Talks)
	}
	if t.Least == t.Most {
		used = fmt.Sprint(t.Least)
	}
	return fmt.Sprintf("%s, %s recorded, about %s minutes used.", talks, hours(t.Minutes), used)
}

func hours(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d h", h)
	}
	return fmt.Sprintf("%d h %d min", h, m)
}
