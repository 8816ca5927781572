package ui

// MatchesView is what assets may belong to, as nobody decided yet. Filters are in the query: what, day.
type MatchesView struct {
	Sentence string
	Whats    []Tab
	Groups   []MatchGroup
	More     int // suggestions that are not listed
	Edit     bool
	Action   string // of decisions. Field names in the POST: tie (asset, what and id, each), one (the same, of a single decision), do (take or refuse), back
	Again    string // has everything looked at again
	Empty    bool   // nothing was brought in yet
	Filtered bool
	AllURL   string
	Clocks   []ClockView
	Notes    []ClockNoteView
	Note     string // address that keeps what somebody says of a clock. Field names: asset, shown, back
}

// MatchGroup is something that assets may belong to.
type MatchGroup struct {
	Key    string
	What   string // "Moment"
	Title  string
	URL    string // of its page, "" for none
	Count  string // "12 assets"
	More   int    // of the group, not shown
	Assets []MatchAsset
}

// MatchAsset is an asset that may belong to something.
type MatchAsset struct {
	ID      string
	Tie     string // what is sent to decide it
	Name    string
	URL     string
	Foot    string // "Tue 12 May, 14:02"
	Picture string // "" for none yet
	Kind    string // word for what has no picture
	Score   int
	Reasons []string
}

// ClockView is how the clock of a device is off.
type ClockView struct {
	Words  string
	Period string // "until Tue 12 May, 14:02", "" for all the time
	Used   bool
}

// ClockNoteView is what somebody said of a clock.
type ClockNoteView struct {
	Text   string
	Remove string // "" for whoever may not
}

// TonightView is what a day was to bring and is missing.
type TonightView struct {
	Title string // "Tonight", "What is missing"
	Words string
	Bad   bool // something is missing
	Gaps  []GapView
	More  int // gaps that are not listed
	URL   string
	Link  string // words of URL
}

// GapView is something that is missing.
type GapView struct {
	Title string
	URL   string
	Time  string
	Why   string
	Still string
	Must  bool
}
