package intake

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// castWords are what contact lists write for people in front of the camera, in plain letters.
var castWords = []string{"cast", "actor", "actress", "talent", "performer", "dayplayer", "schauspieler", "schauspielerin", "darsteller",
	"darstellerin", "acteur", "actrice", "comedien", "comedienne", "actriz", "elenco", "ator", "atriz", "attore", "attrice", "reparto"}

// castingWords make a person of the crew of one of the words above: a casting director casts others.
var castingWords = []string{"agent", "agency", "coordinator", "driver", "manager", "assistant", "coach", "wrangler", "director", "agentur"}

// headRoles are the roles of those who lead a department, in plain letters. Assistants of theirs are
// crew.
var headRoles = []string{"director", "regie", "regisseur", "regisseurin", "realisateur", "realisatrice", "diretor", "diretora", "regista", "showrunner",
	"producer", "executive producer", "line producer", "co producer", "produzent", "produzentin", "producteur", "productrice", "produtor", "produtora",
	"unit production manager", "upm", "production manager", "herstellungsleiter", "herstellungsleitung", "produktionsleiter", "produktionsleitung",
	"director of photography", "dp", "dop", "cinematographer", "kamera", "directeur de la photographie", "director de fotografia", "diretor de fotografia",
	"production designer", "szenenbild", "szenenbildner", "szenenbildnerin", "chef decorateur", "art director",
	"first assistant director", "1st assistant director", "1st ad", "first ad", "1 ad", "1 regieassistent", "regieassistenz",
	"stunt coordinator", "stunt koordinator", "fight coordinator", "intimacy coordinator",
	"costume designer", "kostumbild", "kostumbildner", "kostumbildnerin", "hair and make up designer", "hair and makeup designer", "make up designer", "makeup designer",
	"make up department head", "hair department head", "department head makeup", "head of make up", "head of makeup", "head of hair",
	"gaffer", "chief lighting technician", "oberbeleuchter", "key grip", "production sound mixer", "sound mixer", "tonmeister", "sound designer",
	"property master", "prop master", "props master", "set decorator", "construction manager", "construction coordinator",
	"special effects supervisor", "sfx supervisor", "special effects coordinator", "vfx supervisor", "visual effects supervisor",
	"location manager", "supervising location manager", "transportation coordinator", "transport captain", "script supervisor",
	"editor", "composer", "casting director", "unit publicist", "post production supervisor", "choreographer", "head of department", "hod"}

// departments are what CATEGORIES write for a department, in plain letters.
var departments = []string{"camera", "grip", "electric", "lighting", "sound", "art", "props", "set decoration", "construction", "costume", "wardrobe", "make up",
	"makeup", "hair", "hair and make up", "locations", "location", "production", "production office", "transport", "transportation", "stunts", "sfx", "special effects",
	"vfx", "visual effects", "script", "editorial", "post production", "catering", "casting", "accounts", "accounting", "publicity", "ad department", "ads", "direction"}

// castWord reports that a text says cast.
func castWord(text string) bool {
	words := strings.Fields(spelling.Key(text))
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(castWords, w) }) &&
		!slices.ContainsFunc(words, func(w string) bool { return slices.Contains(castingWords, w) })
}

// cardKind is what the person is by role and groups. A named character makes a person of the crew
// cast only where no role says otherwise.
func cardKind(p production.Person, groups []string) production.PersonKind {
	switch {
	case castWord(p.Role), p.Role == "" && slices.ContainsFunc(groups, castWord), p.Character != "" && !headRole(p.Role):
		return production.Cast
	case headRole(p.Role):
		return production.Head
	case slices.ContainsFunc(groups, castWord) && !slices.ContainsFunc(departments, func(d string) bool { return d == spelling.Key(p.Department) }):
		return production.Cast
	}
	return production.CrewMember
}

// headRole reports that a role leads a department: "Director", "DP / Operator", not "Director's
// assistant".
func headRole(role string) bool {
	parts := strings.FieldsFunc(role, func(r rune) bool { return strings.ContainsRune("/,;|+&()", r) })
	return slices.ContainsFunc(append(parts, role), func(part string) bool {
		key := strings.TrimPrefix(spelling.Key(part), "the ")
		return leads(key)
	})
}

// departmentAmong is the first of a card's groups that names a department.
func departmentAmong(groups []string) string {
	for _, g := range groups {
		if key := strings.TrimSuffix(spelling.Key(g), " department"); slices.Contains(departments, key) {
			return g
		}
	}
	return ""
}
