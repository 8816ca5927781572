package shotlist

import "fmt"

// Need is what is known of a shot's surroundings when nobody said how much it matters.
type Need struct {
	Known    bool   // it is of a moment that is there
	Promised bool   // its moment must be had
	Score    int    // what its moment is worth, 0 to 100
	Beat     string // title of the beat that the moment tells, "" for none
	Wants    int    // things that the beat wants from where the moment comes from
	Captured int    // of these, how many others have been shot
	Others   int    // others that are still to come
	Day      string // when somebody is there for the moment, "day 9"; "" where nobody is
	Over     bool   // that day is over
	Instead  string // title of another shot that stands for the moment, "" when this one does
	InGot    bool   // that other one was got
	Held     bool   // the talk that is the moment was held
	Owed     string // what waits for it, inside a sentence: Owed.Words of what presses most; "" for nothing
}

// Owed is what something that is to be delivered still lacks.
type Owed struct {
	Piece string // "teaser"
	When  string // "due this week"
	What  string // "hints of what is coming"
	Got   int
	Count int // wanted
}

// Words say it inside a sentence: "the teaser due this week still lacks hints of what is coming, 1 of 3 got".
func (o Owed) Words() string {
	words := fmt.Sprintf("the %s %s still lacks %s", brief(o.Piece), o.When, o.What)
	if o.Count > 1 {
		words += fmt.Sprintf(", %d of %d got", o.Got, o.Count)
	}
	return words
}

// goodScore is the worth from which a moment that tells no beat yet counts all the same.
const goodScore = 75

// Weigh is how much a shot matters, and why in words: what somebody said, else what is owed and still open. Of the
// shots of a moment the first that is open stands for the moment; the others come after it. What a piece waits for
// matters one step more than it would.
func (s Shot) Weigh(n Need) (Priority, string) {
	if s.Priority != "" {
		return s.Priority, "said by hand"
	}
	p, why := s.weigh(n)
	if n.Owed == "" || p == Must {
		return p, why
	}
	return Priorities[p.Rank()-1], why + "; " + n.Owed
}

// weigh is Weigh without what pieces wait for.
func (s Shot) weigh(n Need) (Priority, string) {
	switch {
	case !n.Known:
		return Nice, "of no moment"
	case n.Held && s.Status != Got && n.Promised:
		return Should, "promised; the talk is held already"
	case n.Held && s.Status != Got:
		return Nice, "the talk is held already"
	case n.Instead != "" && n.InGot && n.Promised:
		return Should, fmt.Sprintf("promised; “%s” is got already", brief(n.Instead))
	case n.Instead != "" && n.InGot:
		return Nice, fmt.Sprintf("“%s” of the moment is got", brief(n.Instead))
	case n.Promised:
		return n.owed("promised")
	case n.Beat != "":
		return n.forBeat()
	case n.Day != "":
		return Should, n.when()
	case n.Score >= goodScore:
		return Should, fmt.Sprintf("worth %d, and nobody is there for it yet", n.Score)
	}
	return Nice, "tells no beat"
}

// forBeat weighs by what the beat has.
func (n Need) forBeat() (Priority, string) {
	beat := brief(n.Beat)
	switch {
	case n.Captured >= max(n.Wants, 1):
		return Nice, fmt.Sprintf("the beat “%s” has all it wants", beat)
	case n.Captured == 0 && n.Others == 0:
		return n.owed(fmt.Sprintf("the beat “%s” has nothing else", beat))
	case n.Captured == 0:
		return Should, fmt.Sprintf("the beat “%s” has nothing yet", beat) + n.over()
	}
	return Should, fmt.Sprintf("the beat “%s” has %d of %d yet", beat, n.Captured, n.Wants) + n.over()
}

// owed is a must, unless another shot stands for the moment.
func (n Need) owed(why string) (Priority, string) {
	if n.Instead != "" {
		return Should, fmt.Sprintf("%s; “%s” comes first", why, brief(n.Instead))
	}
	return Must, why + n.over()
}

func (n Need) when() string {
	if n.Over {
		return "was planned on " + n.Day + " and nothing was got"
	}
	return "planned on " + n.Day + " and nothing got yet"
}

func (n Need) over() string {
	if n.Over {
		return "; " + n.Day + " is over"
	}
	return ""
}

// brief is a title as a reason names it.
func brief(text string) string {
	const most = 60
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return string(letters[:most-1]) + "…"
}

// Instead is the shot that stands for a moment instead of the one at an index, -1 for none. list are the shots of one
// moment in their order. What was got stands for it; of those that are open the first does; what was missed does not
// any more.
func Instead(list []Shot, at int) int {
	for i, other := range list {
		switch {
		case i == at || other.Status == Missed:
		case other.Status == Got && (list[at].Status != Got || i < at):
			return i
		}
	}
	if list[at].Status == Got {
		return -1
	}
	for i, other := range list[:at] {
		if other.Status == Planned {
			return i
		}
	}
	return -1
}
