package ui

// MarkView says that something shown was corrected by hand, and what the papers say instead.
type MarkView struct {
	Lines []string // "Call: the paper says 07:30. Corrected by Anders Vik, Tue 5 May, 18:05: the 1st AD said so."
	URL   string   // where it is corrected
}

// CorrectView is one thing of the main unit with all that can be corrected of it. Field names in the
// POST: what, target, note, f_<part>_<field> with each value, and w_<part>_<field> with what stood there
// when the page was made.
type CorrectView struct {
	Title  string // "Day 5 · Fri 8 May"
	Crumb  DayLink
	Action string // address to POST to, "" for whoever may only look
	What   string
	Target string
	Parts  []CorrectPart
	Note   Field
	Error  string
}

// CorrectPart are the fields of the thing itself, or of a part of it: a unit or a scene of a day.
type CorrectPart struct {
	ID   string // unique on the page
	Name string // "" for the thing itself
	Fold bool
	Open bool // of a fold
	Rows []CorrectRow
}

// CorrectRow is one field.
type CorrectRow struct {
	Field Field
	Was   Field // hidden: what stood in the field when the page was made
	Shown string
	By    *CorrectedBy // nil where the papers are shown
}

// CorrectedBy is who corrected a field, and what the papers say.
type CorrectedBy struct {
	Words  string  // "Corrected by Anders Vik, Tue 5 May, 18:05: the 1st AD said so."
	Paper  string  // "The paper says 07:30."
	Why    string  // "The paper said 07:00 when this was corrected. Ours shows until somebody decides."; of a bad one
	Bad    bool    // the papers have changed since
	From   DayLink // the correction itself, where the value comes from another strip of the scene
	Form   string  // id of the form that takes the paper's word
	Remove string  // address to POST to, "" for whoever may only look
}

// removals are the corrections of the page that the person may take away.
func (v CorrectView) removals() []CorrectedBy {
	var list []CorrectedBy
	for _, part := range v.Parts {
		for _, row := range part.Rows {
			if row.By != nil && row.By.Remove != "" {
				list = append(list, *row.By)
			}
		}
	}
	return list
}

// corrected is how many fields of the part show other than the papers say.
func (p CorrectPart) corrected() int {
	n := 0
	for _, row := range p.Rows {
		if row.By != nil {
			n++
		}
	}
	return n
}

// CorrectionsView is the list of all corrections, those first that somebody should look at.
type CorrectionsView struct {
	Sentence string
	Groups   []CorrectionGroup
}

// CorrectionGroup are the corrections of one state.
type CorrectionGroup struct {
	ID    string
	Title string // "The papers disagree"
	Text  string // what that means
	Fold  bool
	Rows  []CorrectionRow
}

// CorrectionRow is one correction.
type CorrectionRow struct {
	ID     string // unique on the page
	Title  string // "Day 5 · Fri 8 May, main unit: call"
	URL    string // of the thing's form, "" when it is gone
	Ours   string
	Paper  string
	Flag   string // the state in a word or two
	Tone   string // class of the flag: "must", "bad", "clear", ""
	Words  string // the state in a sentence
	Who    string // who made it and when
	Why    string
	Remove string // address to POST to, "" for whoever may only look
	Act    string // words of the button
}
