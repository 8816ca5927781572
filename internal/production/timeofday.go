package production

import (
	"strings"
	"unicode"
)

// dayWords are the times of day of one language, upper case. Dark words decide the colour of a
// strip: from nightfall to first light. Bare words are plain enough to end a heading without a dash
// before them ("INT HOUSE DAY"). Words that mean something else on English paper (Czech "DEN") are
// left out: a wrong time costs more than a missing one.
type dayWords struct {
	language          string // BCP 47
	light, dark, bare string // separated by spaces; bare repeats words of the others
}

var timesOfDay = []dayWords{
	{"en", "DAY DAYTIME MORNING AFTERNOON NOON MIDDAY DAWN DUSK SUNRISE SUNSET TWILIGHT DAYBREAK HOUR CONTINUOUS CONT'D LATER SAME MOMENTS MOMENT",
		"NIGHT NIGHTTIME NIGHTFALL MIDNIGHT EVENING", "DAY NIGHT MORNING EVENING AFTERNOON DAWN DUSK"},
	{"de", "TAG MORGEN MITTAG VORMITTAG NACHMITTAG DÄMMERUNG MORGENDÄMMERUNG", "NACHT ABEND MITTERNACHT ABENDDÄMMERUNG", "TAG NACHT"},
	{"fr", "JOUR MATIN MIDI APRÈS-MIDI AUBE CRÉPUSCULE", "NUIT SOIR SOIRÉE MINUIT", "JOUR NUIT"},
	{"es", "DÍA DIA MAÑANA TARDE MEDIODÍA AMANECER ATARDECER", "NOCHE ANOCHECER MEDIANOCHE", "NOCHE"},
	{"pt", "DIA MANHÃ TARDE AMANHECER ENTARDECER", "NOITE NOITINHA ANOITECER MADRUGADA MEIA-NOITE", "NOITE"},
	{"ca", "DIA MATÍ MIGDIA TARDA", "NIT VESPRE", ""},
	{"it", "GIORNO MATTINA MATTINO POMERIGGIO ALBA TRAMONTO", "NOTTE SERA MEZZANOTTE", "GIORNO NOTTE"},
	{"ro", "ZI ZIUA DIMINEAȚĂ AMIAZĂ", "NOAPTE NOAPTEA SEARĂ SEARA", "NOAPTE"},
	{"nl", "DAG OCHTEND MIDDAG NAMIDDAG SCHEMERING", "NACHT AVOND MIDDERNACHT", "NACHT"},
	{"da", "DAG MORGEN EFTERMIDDAG", "NAT AFTEN MIDNAT", ""},
	{"sv", "DAG MORGON EFTERMIDDAG GRYNING SKYMNING", "NATT KVÄLL MIDNATT", ""},
	{"nb", "DAG MORGEN FORMIDDAG ETTERMIDDAG", "NATT KVELD MIDNATT", ""},
	{"fi", "PÄIVÄ AAMU ILTAPÄIVÄ", "YÖ ILTA KESKIYÖ", ""},
	{"pl", "DZIEŃ RANO RANEK PORANEK POŁUDNIE POPOŁUDNIE ŚWIT ZMIERZCH", "NOC WIECZÓR PÓŁNOC", "NOC"},
	{"cs", "RÁNO ODPOLEDNE SVÍTÁNÍ", "NOC VEČER", ""},
	{"hu", "NAPPAL REGGEL DÉLUTÁN HAJNAL", "ÉJJEL ÉJSZAKA", "NAPPAL ÉJJEL"},
	{"hr", "JUTRO POPODNE ZORA", "NOĆ NOČ VEČER", ""},
	{"tr", "GÜN GÜNDÜZ SABAH ÖĞLE", "GECE AKŞAM", "GÜN GECE"},
	{"el", "ΜΕΡΑ ΜΈΡΑ ΗΜΕΡΑ ΗΜΈΡΑ ΠΡΩΙ ΠΡΩΊ ΑΠΟΓΕΥΜΑ ΑΠΌΓΕΥΜΑ", "ΝΥΧΤΑ ΝΎΧΤΑ ΒΡΑΔΥ ΒΡΆΔΥ", "ΜΕΡΑ ΝΥΧΤΑ"},
	{"ru", "ДЕНЬ УТРО РАССВЕТ ЗАКАТ СУМЕРКИ", "НОЧЬ ВЕЧЕР", "ДЕНЬ НОЧЬ УТРО ВЕЧЕР"},
	{"uk", "ДЕНЬ РАНОК СВІТАНОК", "НІЧ ВЕЧІР", "ДЕНЬ НІЧ"},
	{"bg", "ДЕН СУТРИН", "НОЩ ВЕЧЕР", ""},
	{"sr", "ДАН ЈУТРО", "НОЋ ВЕЧЕ", ""},
	{"ka", "დღე დილა", "ღამე საღამო", "დღე ღამე"},
	{"ar", "نهار نهاري صباح فجر ظهر عصر", "ليل ليلي مساء", "نهار ليل"},
	{"fa", "روز صبح ظهر غروب", "شب", "روز شب"},
	{"he", "יום בוקר צהריים", "לילה ערב", "יום לילה"},
	{"hi", "दिन सुबह दोपहर", "रात शाम", "दिन रात"},
	{"th", "กลางวัน เช้า บ่าย", "กลางคืน ค่ำ ดึก", "กลางวัน กลางคืน"},
	{"vi", "NGÀY SÁNG TRƯA CHIỀU", "ĐÊM TỐI", "NGÀY ĐÊM"},
	{"id", "SIANG PAGI SORE", "MALAM", ""},
	{"zh", "日 白天 早晨 清晨 上午 中午 下午 午后 午後 黎明 晨 黄昏 黃昏 傍晚", "夜 夜晚 晚 晚上 深夜 凌晨 半夜", "日 夜 晨 晚 白天 夜晚 晚上 早晨 清晨 深夜 黄昏 傍晚"},
	{"ja", "昼 朝 夕 夕方 早朝 明け方", "夜 深夜 夜中 真夜中", "昼 朝 夜 夕方 深夜"},
	{"ko", "낮 아침 새벽 오전 오후", "밤 저녁 심야", "낮 밤 아침 저녁"},
}

// daylight holds every time of day: true where it is dark.
var daylight, bareTimes = readTimes()

func readTimes() (dark, bare map[string]bool) {
	dark, bare = map[string]bool{}, map[string]bool{}
	for _, l := range timesOfDay {
		for _, w := range strings.Fields(l.light) {
			dark[w] = false
		}
		for _, w := range strings.Fields(l.dark) {
			dark[w] = true
		}
		for _, w := range strings.Fields(l.bare) {
			bare[w] = true
		}
	}
	return dark, bare
}

// IsTimeOfDay reports whether a word, upper case, is a time of day in one of the languages that
// screenplays are written in. Bare tells whether it may end a heading without a dash before it.
func IsTimeOfDay(word string) (known, bare bool) {
	_, known = daylight[word]
	return known, bareTimes[word]
}

// darkParts are found inside other words too: "LATENIGHT", "MITTERNACHT", "MADRUGADA/NOITE".
var darkParts = []string{"NIGHT", "NOITE", "NUIT", "NACHT", "NOCHE", "NOTTE", "EVENING"}

// Night reports whether the scene plays when it is dark, which decides the colour of its strip.
func (s Scene) Night() bool {
	for _, part := range darkParts {
		if strings.Contains(strings.ToUpper(s.TimeOfDay), part) {
			return true
		}
	}
	words := strings.FieldsFunc(s.TimeOfDay, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '-' })
	for _, w := range words {
		if daylight[w] || daylight[strings.ToUpper(w)] {
			return true
		}
	}
	return false
}
