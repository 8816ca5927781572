package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/spelling"
)

// column is a field with the column names that mean it in a kind of table, between bars: English,
// German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Polish, Czech, Turkish, Russian.
type column struct{ field, names string }

// Names that mean the same in every kind of table.
const (
	sceneNames = "scene|scenes|sc|scene number|scene no|scene nr|scene s|scene numbers|scene num|scn|szene|szenen|szenennummer|szene nr|bild|bildnummer|scena|scene nr|numero scena|escena|escenas|numero de escena|cena|cenas|numero da cena|sequence|sequences|seq|sq|sekvens|kohtaus|scen|scener|sahne|obraz|obrazy|nr sceny|сцена|сцены|номер сцены"
	emailNames = "email|e mail|mail|email address|e mail address|e mail adresse|correo|correo electronico|courriel|adresse mail|posta|indirizzo e mail|e post|epost|sahkoposti|eposta|e posta|почта|эл почта"
	phoneNames = "phone|phone number|phone no|mobile|mobile number|mobile phone|cell|cell phone|cell number|tel|telephone|tel no|telefon|telefonnummer|handy|handynummer|mobil|mobilnummer|telefono|movil|celular|telefone|telemovel|cellulare|portable|gsm|telefoon|puhelin|numer telefonu|телефон|тел"
	placeNames = "location|locations|loc|place|location name|shooting location|drehort|drehorte|drehort name|lieu|lieux|lieu de tournage|localisation|localisation de la scene|localizacion|locacion|locaciones|lugar|locacao|locacoes|local|luogo|luoghi|location riprese|locatie|plats|inspelningsplats|sted|kuvauspaikka|lokacja|lokace|mekan|место|локация"
	noteNames  = "notes|note|comments|comment|remarks|remark|bemerkung|bemerkungen|notizen|hinweise|notas|observaciones|observacoes|remarques|remarque|osservazioni|opmerkingen|anmarkningar|bemaerkninger|merknader|huomautukset|uwagi|poznamky|poznamka|notlar|примечания"
)

var scheduleColumns = []column{
	{SceneField, sceneNames},
	{DateField, "date|shoot date|shooting date|date of shoot|datum|drehdatum|fecha|fecha de rodaje|data|data de filmagem|data riprese|dato|paivamaara|date de tournage|draaidatum|inspelningsdatum|data zdjec|datum nataceni|tarih|cekim tarihi|дата|дата съемки"},
	{DayField, "day|shoot day|shooting day|day number|day no|shoot day number|day nr|drehtag|tag|jour|jour de tournage|dia|dia de rodaje|diaria|giorno|giorno di ripresa|jornada|dt|draaidag|inspelningsdag|optagedag|opptaksdag|kuvauspaiva|dzien zdjeciowy|nataceci den|cekim gunu|съемочный день"},
	{HeadingField, "heading|scene heading|slugline|slug|scene header|intitule|szenenuberschrift|encabezado|cabecalho|intestazione"},
	{SetField, "set|set name|motiv|decor|decorado|cenario|scenografia|scenography|set description|set motiv|spielort|ambiente|dekoracja|dekorace|объект"},
	{IntExtField, "int ext|i e|ie|intext|ext int|innen aussen|innen außen|i a|est int|wn pl"},
	{DayNightField, "day night|d n|dn|time of day|tag nacht|jour nuit|dia noche|dia noite|giorno notte|tageszeit|t n|d nt|lighting|effet|luz|luce|dag nacht|dag natt|pora dnia|день ночь|режим"},
	{LocationField, placeNames + "|address|ort"},
	{CastField, "cast|cast members|cast member|actors|characters|rollen|darsteller|comediens|personnages|elenco|personajes|personagens|personaggi|reparto|cast ids|cast id|cast numbers|cast no|artists|talent|roles|rollfigurer|obsada|postacie|herci|oyuncular|персонажи|актеры"},
	{PagesField, "pages|page count|pgs|pg|page s|length|eighths|8ths|seiten|seitenzahl|achtel|paginas|pagine|ottavi|octavos|oitavos|huitiemes|pag|pages 8ths|sidor|sider|strony|strany|страницы"},
	{CallField, "call|call time|unit call|crew call|general call|drehbeginn|arbeitsbeginn|llamado|llamada|chamada|convocation|convocazione|pat"},
	{WrapField, "wrap|wrap time|est wrap|estimated wrap|drehschluss|fin|drehende|fine riprese"},
	{StartField, "start|start time|from|time|begin|beginn|von|inicio|debut|hora|uhrzeit|heure|ora|inizio"},
	{EndField, "end|end time|to|until|finish|ende|bis|fim|final|fine"},
	{UnitField, "unit|einheit|unite|equipe|unidad|unidade|unita"},
	{ClosedField, "closed|closed set|private|geschlossenes set|set cerrado|set fechado|plateau ferme|set chiuso"},
	{CapField, "cap|capacity|bts cap|bts people|max bts|max people|bts max"},
	{DescriptionField, "description|desc|synopsis|action|beschreibung|inhalt|kurzinhalt|descripcion|sinopsis|descricao|sinopse|resume|descrizione|sinossi|omschrijving|beskrivning|beskrivelse|kuvaus|opis|popis|aciklama|описание"},
	{NotesField, noteNames},
	{ScriptDayField, "script day|story day|spieltag|sd|jour scenario|dia de guion|giorno scenico"},
}

const personNames = "name|full name|nombre|nombre y apellidos|nom|nom et prenom|nom prenom|nome|nome completo|nome e cognome|naam|namn|navn|nimi|vor und nachname|imie i nazwisko|nazwisko|jmeno|ad soyad|имя|фио|person"

const actorNames = "actor|actress|actor name|performer|artist|artiste|artist name|talent|cast|cast member|player|played by|schauspieler|schauspielerin|schauspieler in|darsteller|darstellerin|darsteller in|besetzung|comedien|comedienne|comedien ne|acteur|actrice|interprete|actriz|ator|atriz|ator atriz|elenco|attore|attrice|interpreti|cast name|acteur actrice|skadespelare|skuespiller|nayttelija|aktor|herec|oyuncu|актер|исполнитель"

var castColumns = []column{
	{CharacterField, "character|characters|character name|role|part|plays|rolle|rollenname|figur|personaje|papel|personagem|personnage|role joue|ruolo|personaggio|rol|roll|rollfigur|rooli|rola|postac|postava|role hrana|karakter|karakter adi|роль|персонаж"},
	{NameField, personNames + "|" + actorNames},
	{FirstNameField, firstNames},
	{LastNameField, lastNames},
	{CastNumberField, "#|no|nr|id|num|cast id|cast no|cast nr|cast number|cast num|board id|number|nummer|numero|rollennummer|rollen nr|numero de reparto"},
	{EmailField, emailNames},
	{PhoneField, phoneNames + "|contact"},
	{AwayField, awayNames},
	{AvailableField, availableNames},
}

const (
	firstNames     = "first name|firstname|given name|vorname|prenom|primer nombre|primeiro nome|nome proprio|voornaam|fornamn|fornavn|etunimi|imie|krestni jmeno|ad"
	lastNames      = "last name|lastname|surname|family name|nachname|familienname|nom de famille|apellido|apellidos|sobrenome|apelido|cognome|achternaam|efternamn|efternavn|etternavn|sukunimi|prijmeni|soyad|фамилия"
	awayNames      = "away|dates away|unavailable|not available|na|n a dates|blackout|blackout dates|conflicts|holidays|abwesend|sperrtermine|sperrtage|gesperrt|nicht verfugbar|indisponible|indisponibilites|no disponible|ausente|indisponivel|indisponibilidade|assente|non disponibile|indisponibilita|niet beschikbaar|ej tillganglig|niedostepny"
	availableNames = "available|availability|dates available|verfugbar|verfugbarkeit|disponible|disponibilites|disponibilidad|disponivel|disponibilidade|disponibile|disponibilita|beschikbaar|tillganglig|dostepny"
)

var crewColumns = []column{
	{NameField, personNames + "|crew|crew member|mitarbeiter|technicien"},
	{FirstNameField, firstNames},
	{LastNameField, lastNames},
	{RoleField, "role|job|job title|position|department head|funktion|beruf|tatigkeit|funcion|puesto|cargo|funcao|fonction|poste|title|ruolo|mansione|qualifica|functie|befattning|stilling|tehtava|stanowisko|funkcja|funkce|profese|gorev|должность|crew role|function|crew position"},
	{DepartmentField, "department|departments|dept|dep|abteilung|gewerk|departement|departamento|reparto|dipartimento|equipe|afdeling|avdelning|avdeling|osasto|dzial|pion|oddeleni|slozka|departman|отдел|цех"},
	{EmailField, emailNames},
	{PhoneField, phoneNames + "|contact"},
	{CharacterField, "character|rolle|personaje|personagem|personnage|part|plays"},
	{AwayField, awayNames},
	{AvailableField, availableNames},
}

var shotColumns = []column{
	{ShotField, "shot|shots|shot no|shot nr|shot number|shot num|setup|set up|setup no|#|no|nr|einstellung|einstellungsnummer|einstellung nr|plan|plan no|plano|toma|plano no|inquadratura|inquadrature|shot id|kuva|bildruta|ujecie|zaber|кадр|номер кадра"},
	{SceneField, sceneNames},
	{SizeField, "size|shot size|framing|frame|shot type|type|type of shot|einstellungsgroße|einstellungsgrosse|große|grosse|valeur|valeur de plan|echelle|echelle de plan|tamano|tamano de plano|encuadre|tipo de plano|escala|enquadramento|campo|campi e piani|utsnitt|bildutsnitt|kuvakoko|plan filmowy|velikost|крупность"},
	{AngleField, "angle|camera angle|perspektive|kameraperspektive|winkel|axe|angle de prise de vue|angulo|angulacion|angulacao|angolo|angolazione|hoek|vinkel|kulma|kat kamery|uhel|ракурс"},
	{MovementField, "movement|camera movement|camera move|move|moves|bewegung|kamerabewegung|mouvement|mouvement de camera|movimiento|movimiento de camara|movimento|movimento de camera|movimento di macchina|beweging|rorelse|bevaegelse|bevegelse|liike|ruch kamery|pohyb|движение"},
	{LensField, "lens|lenses|focal length|objektiv|brennweite|objectif|focale|optique|lente|optica|objetivo|focal|obiettivo|ottica|lens mm|mm|lins|optik|optikk|objektiivi|obiektyw|ohnisko|оптика|объектив"},
	{EquipmentField, "equipment|gear|rig|support|grip|camera|camera support|technik|ausrustung|equipo|equipamento|attrezzatura|materiel|machinerie|utrustning|udstyr|utstyr|kalusto|sprzet|technika|оборудование"},
	{DescriptionField, "description|desc|shot description|action|subject|content|beschreibung|handlung|inhalt|descripcion|accion|descricao|acao|descrizione|azione|omschrijving|beskrivning|beskrivelse|kuvaus|opis|popis|описание"},
	{MinutesField, "minutes|minuten|min|mins|time|est time|estimated time|duration|shoot time|shooting time|setup time|dauer|zeit|duree|duracion|tiempo|duracao|tempo|durata|tid|kesto|czas|cas|время"},
}

var locationColumns = []column{
	{LocationField, placeNames + "|name|site|venue|motiv drehort"},
	{AddressField, "address|location address|full address|street address|street|adresse|strasse|straße|anschrift|rue|direccion|calle|endereco|morada|rua|indirizzo|via|adres|adress|osoite|ulica|adresa|адрес"},
	{PostcodeField, "postcode|post code|zip|zip code|postal code|plz|postleitzahl|code postal|codigo postal|cp|cep|cap|postnummer|kod pocztowy|psc|индекс"},
	{TownField, "town|city|ort|stadt|ville|ciudad|cidade|citta|plaats|stad|by|kaupunki|miasto|mesto|sehir|город"},
	{ContactField, "contact|contact name|contact person|owner|ansprechpartner|kontakt|kontaktperson|contacto|contato|referente|contatto|contactpersoon|yhteyshenkilo|контакт"},
	{PhoneField, phoneNames},
	{SetField, "set|sets|set name|motiv|motive|decor|decors|decorado|cenario|story location|scripted location|script location|ambiente"},
	{DateField, "date|dates|shoot date|shoot dates|shooting dates|datum|drehtermin|drehtage|fecha|fechas|data|datas|date de tournage|dates de tournage|date de debut"},
	{NotesField, noteNames + "|parking|access"},
}

// meaning is the field that a column's name means; of two columns for a field the one with the lower
// rank is meant.
type meaning struct {
	field string
	rank  int
}

// meanings finds, for a kind of table, what a plain column name means.
var meanings = func() map[string]map[string]meaning {
	all := map[string]map[string]meaning{}
	for _, k := range kinds {
		names := map[string]meaning{}
		for _, c := range k.columns {
			names[spelling.Key(labelOf(c.field))] = meaning{c.field, 0}
			names[spelling.Key(c.field)] = meaning{c.field, 0}
			for rank, name := range strings.Split(c.names, "|") {
				if name != "#" {
					name = spelling.Key(name)
				}
				if _, taken := names[name]; !taken {
					names[name] = meaning{c.field, rank}
				}
			}
		}
		all[k.kind] = names
	}
	return all
}()

func labelOf(field string) string {
	for _, l := range labels {
		if l.field == field {
			return l.label
		}
	}
	return field
}

// isActorColumn reports a column name that means performers and nobody else.
func isActorColumn(name string) bool {
	return strings.Contains("|"+actorNames+"|", "|"+spelling.Key(name)+"|")
}
