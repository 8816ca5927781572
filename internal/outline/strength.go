package outline

// Level is how far something that a beat wants has come.
type Level int

// The levels, each of which includes those before.
const (
	Wanted   Level = iota // nothing yet
	Tied                  // there is a moment, a talk or a find for it
	Planned               // somebody is there for it
	Captured              // it was shot
	Selected              // it was chosen in post
	Cut                   // it is in a cut
	levels
)

// Title is the level in words.
func (l Level) Title() string {
	return [levels]string{"wanted", "found", "planned", "captured", "selected", "cut"}[l]
}

// Thread is something tied to a beat: where it comes from, and how far it has come.
type Thread struct {
	Source Source
	Level  Level
}

// Bar is how many of the things wanted have come at least so far, by level; Wanted counts all of them.
type Bar [levels]int

// Strength is how far a beat has come. A thread serves a want of its source, at most as many as are wanted. A beat
// that says nothing of what it wants, wants one thing, from anywhere.
func (b Beat) Strength(threads []Thread) Bar {
	var bar Bar
	if len(b.Wants) == 0 {
		bar[Wanted] = 1
		for _, t := range threads {
			for l := Tied; l <= t.Level; l++ {
				bar[l] = 1
			}
		}
		return bar
	}
	wanted := map[Source]int{}
	for _, w := range b.Wants {
		wanted[w.Source] += w.Count
		bar[Wanted] += w.Count
	}
	for l := Tied; l < levels; l++ {
		have := map[Source]int{}
		for _, t := range threads {
			if t.Level >= l {
				have[t.Source]++
			}
		}
		for source, n := range wanted {
			bar[l] += min(n, have[source])
		}
	}
	return bar
}

// Add is two bars together: that of an arc is the sum of its beats'.
func (b Bar) Add(other Bar) Bar {
	for l := range b {
		b[l] += other[l]
	}
	return b
}

// Now is the level that all that is wanted has come to.
func (b Bar) Now() Level {
	now := Wanted
	for l := Tied; l < levels && b[l] == b[Wanted] && b[Wanted] > 0; l++ {
		now = l
	}
	return now
}
