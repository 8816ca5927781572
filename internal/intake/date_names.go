package intake

import (
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/spelling"
)

// monthNames are the months in English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish,
// Danish, Norwegian, Finnish, Polish, Czech, Turkish and Russian: as they stand alone, after a day,
// and short.
var monthNames = namesOf([]string{
	"january jan januar jänner jan janvier janv enero ene janeiro gennaio gen genn januari tammikuu tammikuuta tammi styczeń stycznia sty leden ledna led ocak oca январь января янв",
	"february feb februar feber février févr fév febrero fevereiro fev febbraio febbr februari helmikuu helmikuuta helmi luty lutego lut únor února úno şubat şub февраль февраля фев февр",
	"march mar märz mrz mär mars marzo março maart mrt maaliskuu maaliskuuta maalis marzec marca mart март марта мар",
	"april apr avril avr abril abr aprile huhtikuu huhtikuuta huhti kwiecień kwietnia kwi duben dubna dub nisan nis апрель апреля апр",
	"may mai mayo maio maggio mag magg mei maj toukokuu toukokuuta touko maja květen května kvě mayıs май мая",
	"june jun juni juin junio junho giugno giu kesäkuu kesäkuuta kesä czerwiec czerwca cze červen června čvn haziran haz июнь июня июн",
	"july jul juli juillet juil julio julho luglio lug heinäkuu heinäkuuta heinä lipiec lipca lip červenec července čvc temmuz tem июль июля июл",
	"august aug août aoû agosto ago augustus augusti elokuu elokuuta elo sierpień sierpnia sie srpen srpna srp ağustos ağu август августа авг",
	"september sep sept septembre septiembre setiembre setembro set settembre sett syyskuu syyskuuta syys wrzesień września wrz září zář eylül eyl сентябрь сентября сен сент",
	"october oct oktober okt octobre octubre outubro out ottobre ott lokakuu lokakuuta loka październik października paź říjen října říj ekim eki октябрь октября окт",
	"november nov novembre noviembre novembro marraskuu marraskuuta marras listopad listopada listopadu lis kasım kas ноябрь ноября ноя нояб",
	"december dec dezember dez décembre déc diciembre dic dezembro dicembre joulukuu joulukuuta joulu grudzień grudnia gru prosinec prosince pro aralık ara декабрь декабря дек",
})

// weekdayNames are the days of the week in the same languages, Sunday first. What means different
// days in two of them ("so" in German and Czech) is left out.
var weekdayNames = namesOf([]string{
	"sunday sun sonntag dimanche dim domingo dom domenica zondag zo söndag sön søndag søn sunnuntai su niedziela niedz neděle ne pazar paz воскресенье вс",
	"monday mon montag mo lundi lun lunes segunda seg lunedì maandag måndag mån mandag man maanantai poniedziałek pon pondělí po pazartesi pzt понедельник пн",
	"tuesday tue tues dienstag di mardi mar martes terça ter martedì dinsdag tisdag tis tirsdag tir tiistai ti wtorek wt úterý út salı sal вторник вт",
	"wednesday wed mittwoch mi mercredi mer miércoles mié mie quarta qua mercoledì woensdag wo onsdag ons keskiviikko ke środa śr středa st çarşamba çar среда ср",
	"thursday thu thur thurs donnerstag do jeudi jeu jueves jue quinta qui giovedì gio donderdag torsdag tor tors torstai to czwartek czw čtvrtek čt perşembe per четверг чт",
	"friday fri freitag fr vendredi ven viernes vie sexta sex venerdì vrijdag vr fredag fre perjantai pe piątek pátek pá cuma cum пятница пт",
	"saturday sat samstag sonnabend sa samedi sam sábado sáb sab sabato zaterdag za lördag lör lørdag lør lauantai la sobota sob cumartesi cmt суббота сб",
})

// namesOf numbers the names of its lists, by plain key.
func namesOf(lists []string) map[string]int {
	names := map[string]int{}
	for i, list := range lists {
		for name := range strings.FieldsSeq(list) {
			names[spelling.Key(name)] = i
		}
	}
	return names
}

// monthOf recognises a month's name; weekdays and other words are no months.
func monthOf(word string) (time.Month, bool) {
	i, ok := monthNames[spelling.Key(word)]
	return time.Month(i + 1), ok
}

// weekdayOf recognises the name of a day of the week.
func weekdayOf(word string) (time.Weekday, bool) {
	i, ok := weekdayNames[spelling.Key(word)]
	return time.Weekday(i), ok
}
