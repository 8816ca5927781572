package main

// people are the invented performers and heads of department. Performers come in board order: the
// first is cast number 1.
var people = []person{
	{"Ruth Calloway", "Cast", "EDDA"},
	{"Alasdair Thorne", "Cast", "TAM"},
	{"Arjan Dhami", "Cast", "SUNNY"},
	{"Dominic Hale", "Cast", "JONAH"},
	{"Moira Stannard", "Cast", "BEE"},
	{"Tilly Marsh", "Cast", "POSY"},
	{"Edmund Farrier", "Cast", "VOSS"},
	{"Walter Pike", "Cast", "GILLIS"},
	{"Sinead Corley", "Cast", "MAG"},
	{"Iris Calder", "Cast", "YOUNG EDDA"},
	{"Hanne Ostrem", "Director", ""},
	{"Teodor Malik", "Cinematographer", ""},
	{"Joy Abara", "Gaffer", ""},
	{"Rob Keating", "Stunt coordinator", ""},
	{"Lucia Ferro", "Production designer", ""},
	{"Amara Quist", "Costume designer", ""},
	{"Fern Ashby", "Make-up designer", ""},
	{"Pete Hallard", "Special effects supervisor", ""},
	{"Neil Prowse", "1st AD", ""},
	{"Sol Marchetti", "Intimacy co-ordinator", ""},
	{"Kit Rowan", "Stunt double, Sunny", ""},
	{"Dana Whitlock", "Unit publicist", ""},
}

// heads of department, short, for the tables of events.
const (
	director    = "Hanne Ostrem"
	camera      = "Teodor Malik"
	gaffer      = "Joy Abara"
	stunts      = "Rob Keating"
	designer    = "Lucia Ferro"
	costume     = "Amara Quist"
	makeup      = "Fern Ashby"
	effects     = "Pete Hallard"
	firstAD     = "Neil Prowse"
	stuntDouble = "Kit Rowan"
	publicist   = "Dana Whitlock"
	edda        = "Ruth Calloway"
	tam         = "Alasdair Thorne"
	sunny       = "Arjan Dhami"
	jonah       = "Dominic Hale"
	bee         = "Moira Stannard"
	posy        = "Tilly Marsh"
	voss        = "Edmund Farrier"
	gillis      = "Walter Pike"
	mag         = "Sinead Corley"
	youngEdda   = "Iris Calder"
)
