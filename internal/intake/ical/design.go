package ical

// kind is how the value of a property is written.
type kind struct {
	value  string // its type where no VALUE says otherwise: "text", "date-time" …
	list   bool   // several values, between commas
	fields bool   // structured, between semicolons
	detect func(value string) string
}

// design is what a format says about its properties (RFC 5545, RFC 6350, RFC 2426) and how RFC 7265
// and RFC 7095 write their values as JSON.
type design struct {
	kinds  map[string]kind
	values map[string]func(value string, field bool) any
	lists  map[string]bool // parameters with several values
	groups bool            // "item1.TEL" has a group
}

// sameKind gives many properties one kind.
func sameKind(into map[string]kind, k kind, names ...string) {
	for _, n := range names {
		into[n] = k
	}
}

// common are the properties that all formats share.
func common() map[string]kind {
	return map[string]kind{
		"CATEGORIES": {value: "text", list: true}, "URL": {value: "uri"}, "VERSION": {value: "text"}, "UID": {value: "text"},
	}
}

func calendarKinds() map[string]kind {
	k := common()
	sameKind(k, kind{value: "text"}, "ACTION", "CALSCALE", "CLASS", "COMMENT", "CONTACT", "DESCRIPTION", "LOCATION", "METHOD", "PRODID",
		"RELATED-TO", "STATUS", "SUMMARY", "TRANSP", "TZID", "TZNAME")
	sameKind(k, kind{value: "date-time"}, "COMPLETED", "CREATED", "DTEND", "DTSTAMP", "DTSTART", "DUE", "LAST-MODIFIED", "RECURRENCE-ID")
	sameKind(k, kind{value: "integer"}, "PERCENT-COMPLETE", "PRIORITY", "REPEAT", "SEQUENCE")
	sameKind(k, kind{value: "cal-address"}, "ATTENDEE", "ORGANIZER")
	sameKind(k, kind{value: "utc-offset"}, "TZOFFSETFROM", "TZOFFSETTO")
	sameKind(k, kind{value: "recur"}, "RRULE", "EXRULE")
	sameKind(k, kind{value: "duration"}, "DURATION", "TRIGGER")
	sameKind(k, kind{value: "uri"}, "ATTACH", "TZURL")
	k["RESOURCES"] = kind{value: "text", list: true}
	k["REQUEST-STATUS"] = kind{value: "text", fields: true}
	k["GEO"] = kind{value: "float", fields: true}
	k["EXDATE"] = kind{value: "date-time", list: true}
	k["RDATE"] = kind{value: "date-time", list: true, detect: periodDateOrTime}
	k["FREEBUSY"] = kind{value: "period", list: true}
	return k
}

func cardKinds() map[string]kind {
	k := common()
	sameKind(k, kind{value: "text"}, "EMAIL", "FN", "KIND", "NOTE", "ROLE", "TITLE", "TZ", "XML")
	sameKind(k, kind{value: "uri"}, "CALADRURI", "CALURI", "FBURL", "GEO", "IMPP", "KEY", "LOGO", "MEMBER", "PHOTO", "RELATED", "SOUND", "SOURCE", "TEL")
	sameKind(k, kind{value: "date-and-or-time"}, "ANNIVERSARY", "BDAY")
	sameKind(k, kind{value: "text", fields: true}, "CLIENTPIDMAP", "GENDER", "ORG")
	sameKind(k, kind{value: "text", fields: true, list: true}, "ADR", "N")
	k["NICKNAME"] = kind{value: "text", list: true}
	k["LANG"] = kind{value: "language-tag"}
	k["REV"] = kind{value: "timestamp"}
	return k
}

func card3Kinds() map[string]kind {
	k := common()
	sameKind(k, kind{value: "text"}, "CLASS", "EMAIL", "FN", "LABEL", "MAILER", "PRODID", "ROLE", "SORT-STRING", "TITLE")
	sameKind(k, kind{value: "binary"}, "KEY", "LOGO", "PHOTO", "SOUND")
	sameKind(k, kind{value: "date-time", detect: dateOrTime}, "BDAY", "REV")
	sameKind(k, kind{value: "text", fields: true, list: true}, "ADR", "N")
	sameKind(k, kind{value: "text", list: true}, "NICKNAME", "NOTE")
	k["ORG"] = kind{value: "text", fields: true}
	k["TEL"] = kind{value: "phone-number"}
	k["TZ"] = kind{value: "utc-offset"}
	k["GEO"] = kind{value: "float", fields: true}
	k["AGENT"] = kind{value: "vcard"}
	return k
}

var (
	calendarDesign = &design{
		kinds: calendarKinds(),
		lists: map[string]bool{"DELEGATED-FROM": true, "DELEGATED-TO": true, "MEMBER": true},
		values: map[string]func(string, bool) any{
			"text": calendarText, "boolean": boolean, "float": float, "integer": integer, "utc-offset": offset, "date": date,
			"date-time": dateTime, "time": clockTime, "period": period, "recur": recur,
		},
	}
	cardDesign = &design{
		kinds: cardKinds(), groups: true,
		lists: map[string]bool{"TYPE": true},
		values: map[string]func(string, bool) any{
			"text": cardText, "uri": cardText, "boolean": boolean, "float": float, "integer": integer, "utc-offset": offset,
			"date": cardDate, "time": cardTime, "date-time": cardDateTime, "date-and-or-time": cardDateTime, "timestamp": dateTime,
			"phone-number": phoneNumber,
		},
	}
	card3Design = &design{
		kinds: card3Kinds(), groups: true,
		lists: map[string]bool{"TYPE": true},
		values: map[string]func(string, bool) any{
			"text": cardText, "boolean": boolean, "float": float, "integer": integer, "utc-offset": shortOffset,
			"date": cardDate, "time": clockTime, "date-time": cardDateTime, "phone-number": phoneNumber, "vcard": calendarText,
		},
	}
)
