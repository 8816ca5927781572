package interview

import (
	"fmt"
	"strings"
)

// Occasion is what an invitation has to say besides what the sheet says.
type Occasion struct {
	Film  string // title
	From  string // who invites, "" unknown
	When  string // "Tue 12 May, 14:10–14:40", "" while nobody knows
	Where string
	Beats []string // titles of what of the story it tells
}

// Letter is the invitation: what somebody wrote, or one from the sheet.
func (i Interview) Letter(o Occasion) string {
	if i.Invitation != "" {
		return i.Invitation
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Dear %s,\n\nwe document how “%s” is made, and would like to talk with you", salutation(i.Person), o.Film)
	if i.Role != "" {
		fmt.Fprintf(&b, " about your part in it (%s)", i.Role)
	}
	b.WriteString(".\n\n")
	if about := aboutWords(i.About, o.Beats); about != "" {
		fmt.Fprintf(&b, "What about: %s\n", about)
	}
	fmt.Fprintf(&b, "How long: %d minutes.\n", i.Minutes)
	if o.When == "" {
		b.WriteString("When: while you wait or after you are wrapped, as it suits you. Tell us what does.\n")
	} else {
		fmt.Fprintf(&b, "When: %s. If that does not suit you, say so and we move it.\n", o.When)
	}
	if where := firstOf(i.Quiet, o.Where); where != "" {
		fmt.Fprintf(&b, "Where: %s.\n", strings.TrimSuffix(where, "."))
	}
	switch i.Release {
	case ReleaseNone:
	case ReleaseSigned:
		b.WriteString("Your release is signed already, thank you.\n")
	default:
		b.WriteString("We bring a release. Read it before, and sign only if you agree; what you do not want used is not used.\n")
	}
	b.WriteString("\nOur own voice is cut out, so we will ask you to take our question into your answer. There is nothing to prepare.\n")
	if i.Care != "" {
		fmt.Fprintf(&b, "We keep to this: %s\n", i.Care)
	}
	fmt.Fprintf(&b, "\nWith thanks,\n%s", firstOf(o.From, "the behind-the-scenes unit"))
	return b.String()
}

// salutation is what somebody is called in a letter: the first name, and the whole name where it begins with what is no name,
// as "Dr. Rahim" does.
func salutation(person string) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(person), " ")
	if rest != "" && (strings.ContainsAny(first, ".,") || titled[strings.ToLower(first)]) {
		return person
	}
	return first
}

// titled are words before a name that are written without a full stop as well.
var titled = map[string]bool{
	"dr": true, "mr": true, "mrs": true, "ms": true, "miss": true, "mx": true, "prof": true, "professor": true, "sir": true,
	"dame": true, "lady": true, "lord": true, "father": true, "sister": true, "captain": true, "young": true, "old": true, "the": true,
}

// Subject is the line above the invitation.
func (i Interview) Subject(film string) string {
	return fmt.Sprintf("“%s”: a talk of %d minutes", film, i.Minutes)
}

func aboutWords(about string, beats []string) string {
	if about != "" {
		return about
	}
	return strings.Join(beats, "; ")
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
