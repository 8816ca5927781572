package ui

// CaptionsView is what the page of captions shows.
type CaptionsView struct {
	Sentence string
	Nothing  string // why there are none
	Back     string // the library
	Picks    []Hidden
	List     []CaptionView
	Keep     string // "" where nothing can be kept
	Zips     []CaptionZip
	Codes    string // what stands for codes, as JSON; "" where nobody types
	Mark     string // stands before and behind them
	Style    *CaptionStyleForm
}

// Hidden is a field that a form sends along.
type Hidden struct{ Name, Value string }

// CaptionZip takes captions along.
type CaptionZip struct {
	Text, Hint, What, URL string
	Link                  string // "" where the ids go in a form
}

// CaptionView is the caption of a still.
type CaptionView struct {
	ID, Name, URL, Picture string
	Headline, Description  string
	Typed                  bool
	Own                    string // what was typed, before codes are replaced
	Facts                  []Fact
	Problems               []string
	Save                   string // "" for whoever may not
	Base                   int64
}

// text is what the field of a caption begins with: what was typed, else what would be written.
func (v CaptionView) text() string {
	if v.Own != "" {
		return v.Own
	}
	return v.Description
}

// CaptionStyleForm is how captions are written.
type CaptionStyleForm struct {
	Action, Error, Export string
	Base                  int64
	Names                 []string // of fields
	Fields, More, Lists   []Field
	OnlyWords             bool
}
