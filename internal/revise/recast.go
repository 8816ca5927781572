package revise

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// forgetRecast takes off a character's entry what was known of the performer, when a paper gives the
// character to somebody else: how to reach the one is nobody's way to the other.
func forgetRecast(have *production.Person, p production.Person) {
	if have.Character != "" && performed(*have) && performed(p) && !samePerformer(have.Name, p.Name) {
		have.Email, have.Phone, have.Department, have.Away = "", "", "", nil
	}
}

// samePerformer reports two spellings of one name: other capitals, accents or order, a middle name more or
// less, an initial, a short form ("Tom" for "Thomas"), a slip in a longer last name. Whatever leaves a doubt
// is another name.
func samePerformer(a, b string) bool {
	if spelling.Key(a) == spelling.Key(b) {
		return true
	}
	x, y := nameWords(a), nameWords(b)
	if len(x) < 2 || len(y) < 2 {
		return slices.Equal(x, y)
	}
	if slices.Equal(slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y))) {
		return true
	}
	first, last := sameFirst(x[0], y[0]), x[len(x)-1] == y[len(y)-1]
	middle := sameMiddle(x[1:len(x)-1], y[1:len(y)-1])
	slip := x[0] == y[0] && len(x) == len(y) && oneSlip(x[len(x)-1], y[len(y)-1])
	return middle && (first && last || slip)
}

// umlauts are letters that some write as two.
var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "ø", "oe", "å", "aa", "æ", "ae", "Ä", "ae", "Ö", "oe", "Ü", "ue", "Ø", "oe", "Å", "aa", "Æ", "ae")

var nameTitles = spelling.Words("mr mrs ms miss sir dame dr herr frau sr sra")

// nameWords are the words of a name in plain letters, without titles and the last name last.
func nameWords(name string) []string {
	if last, first, ok := strings.Cut(name, ","); ok && !strings.Contains(first, ",") {
		name = first + " " + last
	}
	words := strings.Fields(spelling.Key(umlauts.Replace(name)))
	for len(words) > 2 && nameTitles[words[0]] {
		words = words[1:]
	}
	return words
}

// sameFirst reports the same first name, an initial for it, or a short form of it.
func sameFirst(a, b string) bool {
	if a == b || isInitialOf(a, b) || isInitialOf(b, a) {
		return true
	}
	for _, full := range append(shortForms[a], a) {
		if full == b || slices.Contains(shortForms[b], full) {
			return true
		}
	}
	return false
}

func isInitialOf(a, b string) bool { return len([]rune(a)) == 1 && strings.HasPrefix(b, a) }

// sameMiddle reports that one of two names has no other names between the first and the last than the
// other one, or initials of those.
func sameMiddle(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, word := range a {
		at := slices.IndexFunc(b, func(other string) bool {
			return word == other || isInitialOf(word, other) || isInitialOf(other, word)
		})
		if at < 0 {
			return false
		}
		b = b[at+1:]
	}
	return true
}

// slipLetters is how long a name must be for a slip in it to be one, and not another name.
const slipLetters = 6

// oneSlip reports two words that differ by one letter, missing or another.
func oneSlip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < slipLetters || len(y)-len(x) > 1 {
		return false
	}
	from := 0
	for from < len(x) && x[from] == y[from] {
		from++
	}
	if len(x) == len(y) {
		return from == len(x) || slices.Equal(x[from+1:], y[from+1:])
	}
	return slices.Equal(x[from:], y[from+1:])
}

// shortForms are the full names that a short one may stand for, or another spelling of one.
var shortForms = shortNames(`
tom tommy tomas: thomas
bob rob bobby robbie bert: robert
bill will billy willy liam: william
dick rick ricky rich: richard
jim jimmy jamie: james
jack johnny jon: john
jon jonny: jonathan
mike mick mickey: michael
dan danny: daniel
dan dani: daniela danielle
sam sammy: samuel samantha
alex: alexander alexandra alexandre alejandro alexis
sandy: alexander alexandra sandra
chris: christopher christian christina christine christoph
nick nicky: nicholas nicolas
matt: matthew matthias
ben benny: benjamin benedict
joe joey: joseph
dave: david
steve: steven stephen stefan
steven: stephen
ed eddie ted: edward
tony: anthony antonio
andy: andrew andreas
greg: gregory
jeff: jeffrey geoffrey
fred freddie: frederick alfred
charlie chuck: charles charlotte
harry: harold henry harrison
max: maximilian maxwell maxine
phil: philip phillip philipp
phillip: philip
pete: peter
ron ronnie: ronald
ken kenny: kenneth
larry: lawrence laurence
kate katie kathy cathy katherine: katherine catherine kathleen
liz lizzie beth betty eliza lisa: elizabeth elisabeth
maggie meg peggy: margaret
jen jenny: jennifer
sue susie: susan susanne
becky: rebecca
vicky: victoria
nat: nathan nathaniel natalie natasha
gabe: gabriel
zach zack: zachary
hans: johannes
sepp: josef joseph
toni: anton antonia
uli: ulrich ulrike
paco pancho: francisco
pepe: jose
ze: jose
nando: fernando
beto: roberto alberto
`)

func shortNames(table string) map[string][]string {
	forms := map[string][]string{}
	for line := range strings.Lines(table) {
		short, full, _ := strings.Cut(line, ":")
		for name := range strings.FieldsSeq(short) {
			forms[name] = append(forms[name], strings.Fields(full)...)
		}
	}
	return forms
}
