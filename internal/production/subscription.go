package production

import "time"

// Subscription is a calendar that programs read by a secret address.
type Subscription struct {
	ID         FeedID
	Production ProductionID
	User       UserID   // whose rights it has; "" for the operator at the command line
	MadeBy     string   // name
	Member     MemberID // whose bookings and calls alone, "" for all bookings
	Days       bool     // with the shoot days of the main unit
	Hash       string   // SHA-256 of the secret, in hex
	MadeAt     time.Time
	RevokedAt  time.Time // zero while it can be read
	ReadAt     time.Time // last, zero for never
}

// Posted is one entry as subscribed calendars were last told of it.
type Posted struct {
	Thing     string    // "booking …", "call …", "shoot …"
	Member    MemberID  // whose calendar, "" for that of the production
	Sequence  int       // grows with every change
	ChangedAt time.Time //
	GoneAt    time.Time // taken off, zero for what stands
	Body      string    // JSON
}
