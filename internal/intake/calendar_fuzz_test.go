package intake

import (
	"testing"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

func FuzzCalendar(f *testing.F) {
	for _, seed := range intaketest.Calendars {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, feed := range []string{"", "feed"} { // from a file, and by a subscription
			doc, err := ReadCalendar(data, Options{Name: "f.ics", From: "2026-01-01", To: "2026-12-31", Calendar: feed})
			checkFuzzed(t, doc, err)
			if err != nil {
				continue
			}
			for _, e := range doc.Calendar.Events {
				checkEvent(t, e)
			}
		}
	})
}

func checkEvent(t *testing.T, e production.Event) {
	t.Helper()
	if _, err := production.ParseDate(string(e.Date)); err != nil || e.Start.Known() && e.End.Known() && e.End < e.Start || e.Calendar == "" || e.UID == "" {
		t.Fatalf("%+v", e)
	}
}

func FuzzCards(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nTITLE:Director\nORG:A;B\nTEL;VALUE=uri;PREF=1:tel:+1;ext=2\nEMAIL:a@b\nCATEGORIES:Cast,Crew\nEND:VCARD\n",
		"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FC=\nller;A\nTEL;PREF:5\nNOTE:Character: ANN\nEND:VCARD\nBEGIN:VCARD\nFN:m\xfcller a\nitem1.X-A:b\nitem1.X-ABLABEL:Character\n",
		"BEGIN:VCARD\nORG:A\nBEGIN:VCARD\nFN:B\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadCards(data, Options{Name: "f.vcf"})
		checkFuzzed(t, doc, err)
		for _, p := range doc.People {
			if p.Name == "" || p.Kind == "" {
				t.Fatalf("%+v", p)
			}
		}
	})
}
