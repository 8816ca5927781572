package ui

// FeedsView are the calendars that programs subscribe to.
type FeedsView struct {
	Made     *NewFeed // just made: its address is shown this once
	Error    string
	Whose    Field
	Schedule bool // the person may see the main unit's days
	Open     []FeedRow
	Revoked  []FeedRow
}

// NewFeed is a feed that was just made.
type NewFeed struct {
	Name    string
	Address string
}

// FeedRow is one feed in the list.
type FeedRow struct {
	Name    string
	Made    string
	Read    string
	Revoke  string // address to POST to, "" where it is revoked
	Restore string
}
