package web

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/offload"
)

const cardsPath = lampRoom + "/cards"

// copied is the receipt of a card that was copied so many times on another machine.
func copied(name string, copies int) []byte {
	item := offload.ReceiptItem{Path: "DCIM/1.MP4", Size: 4_800_000_000, Sums: []digest.Sum{{Format: digest.XXH128, Value: strings.Repeat("ab", 16)}}}
	r := offload.Receipt{
		Schema: offload.ReceiptSchema, Card: name, Source: offload.Origin{Path: "/media/secret/CARD", Camera: "Sony FX3"}, Started: time.Date(2026, 5, 7, 20, 40, 0, 0, time.UTC),
		Host: "secret-cart", Verify: offload.VerifyCopies, Hashes: []string{"xxh128"}, Files: 1, Bytes: item.Size, SafeToFormat: true,
		Problems: []offload.ReceiptProblem{{Problem: offload.Problem{Path: "link", Code: offload.NotCopied, Message: "a link, not a file"}}},
	}
	for i := range copies {
		to := "/media/secret/raid" + string(rune('1'+i))
		r.Copies = append(r.Copies, offload.ReceiptCopy{To: to, Path: to + "/" + name, Files: 1, Verified: true, MHL: "ascmhl/0001.mhl"})
		item.Copies = append(item.Copies, true)
	}
	r.Items = []offload.ReceiptItem{item}
	text, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return text
}

// register sends a receipt as the page does.
func (b *browser) register(document []byte) reply {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("file", "A001.offload.json")
	must(b.t, err)
	_, err = file.Write(document)
	must(b.t, err)
	must(b.t, form.Close())
	return b.do(http.MethodPost, cardsPath+"/receipts", &body, "Content-Type", form.FormDataContentType())
}

// TestCardOnItsPages walks a card from the camera to formatted and back, as plain forms.
func TestCardOnItsPages(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana := s.member(t, "Dana", access.Crew)
	dana.get(cardsPath).want(t, http.StatusOK, "an empty log").says(t, "main", "No cards yet", "Log a card", "Register a receipt")
	dana.get(cardsPath).silent(t, "main", "Copy a card on this machine")
	dana.post(cardsPath, url.Values{"name": {"a/b"}, "camera": {"A"}}).want(t, http.StatusUnprocessableEntity, "a card with a path for a name").
		says(t, "#add-card", "cannot be the name of a folder")
	dana.post(cardsPath, url.Values{"name": {"A001"}, "day": {"2026-05-07"}, "camera": {"A"}, "mark": {"in_use"}, "size_gb": {"128"}}).want(t, http.StatusSeeOther, "a card")
	dana.get(cardsPath).says(t, ".roll", "A001", "in use", "camera A", "128 GB")
	dana.register([]byte(`{"schema":"bts.offload/9"}`)).want(t, http.StatusUnprocessableEntity, "a newer receipt").says(t, "#register-receipt", `is of version "9"`, "up to date")
	dana.register(copied("A001", 2)).want(t, http.StatusSeeOther, "its receipt")
	dana.register(copied("A001", 2)).want(t, http.StatusConflict, "the same again").says(t, "#register-receipt", "registered already, at A001")
	dana.get(cardsPath).says(t, "main", "1 card full, safe to format", "Safe to format: two verified copies", "4.8 GB")
	at := dana.get(cardsPath).find(t, ".roll a").AttrOr("href", "")
	card := dana.get(at).want(t, http.StatusOK, "the card")
	card.says(t, "main", "Safe to format: two verified copies", "every file proven in every copy", "/media/secret/raid2/A001", "Manifest ascmhl/0001.mhl", "A link, not a file")
	document := dana.get(card.find(t, ".receipt a").AttrOr("href", ""))
	if !strings.Contains(document.body, `"DCIM/1.MP4"`) || document.header.Get("Content-Disposition") != `attachment; filename="A001.offload.json"` {
		t.Errorf("the receipt is %s %v", cut(document.body), document.header)
	}
	dana.get(lampRoom+"/days/2026-05-07").says(t, ".day-cards", "1 card full, safe to format")
	dana.post(at+"/mark", url.Values{"mark": {"formatted"}, "back": {at}}).want(t, http.StatusSeeOther, "formatted")
	page := dana.get(at)
	page.says(t, "main", "Formatted, two verified copies", "Use again as a new roll")
	dana.post(page.find(t, "#toasts form").AttrOr("action", ""), nil).want(t, http.StatusSeeOther, "undo")
	dana.get(at).says(t, ".verdict", "Safe to format")
	dana.post(at+"/remove", url.Values{"back": {at}}).want(t, http.StatusSeeOther, "off the log")
	dana.get(at).want(t, http.StatusNotFound, "a card that is off the log")
}

func TestNotSafeIsSaidAndTakesAReason(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana := s.member(t, "Dana", access.Director)
	dana.register(copied("A001", 1)).want(t, http.StatusSeeOther, "a receipt of one copy")
	dana.get(cardsPath).says(t, ".roll", "not safe yet", "Do not format: 1 verified copy, and 2 are wanted")
	dana.get(lampRoom+"/days/2026-05-07").says(t, ".day-cards.is-open", "1 card full, 1 not safe yet")
	at := dana.get(cardsPath).find(t, ".roll a").AttrOr("href", "")
	dana.post(at+"/mark", url.Values{"mark": {"formatted"}}).want(t, http.StatusConflict, "formatted without a reason").says(t, "main", "not safe to format")
	dana.post(at+"/again", nil).want(t, http.StatusConflict, "in use again before it is formatted")
	dana.post(at+"/mark", url.Values{"mark": {"formatted"}, "reason": {"It was handed over."}}).want(t, http.StatusSeeOther, "with a reason")
	dana.post(at+"/again", url.Values{"back": {at}}).want(t, http.StatusSeeOther, "in use again")
	dana.get(at).says(t, ".verdict", "Formatted before it was safe", "It was handed over.")
}

// TestCardsWithoutPlaces: who only sees the cards reads no path, and nothing to press.
func TestCardsWithoutPlaces(t *testing.T) {
	t.Parallel()
	s := played(t)
	s.member(t, "Dana", access.Crew).register(copied("A001", 1)).want(t, http.StatusSeeOther, "a receipt")
	pia := s.member(t, "Pia", access.Post)
	list := pia.get(cardsPath).want(t, http.StatusOK, "the log")
	at := list.find(t, ".roll a").AttrOr("href", "")
	for _, page := range []reply{list, pia.get(at), pia.get(cardsPath + "/running")} {
		if strings.Contains(page.body, "secret") {
			t.Errorf("it names a place: %s", page.text(t, "main"))
		}
		if n := page.find(t, "main form").Length(); n > 0 {
			t.Errorf("there are %d forms", n)
		}
	}
	s.member(t, "Vera", access.Viewer).get(cardsPath).want(t, http.StatusForbidden, "a viewer")
}

// TestFeedOfCardsIsForThoseWhoSeeThem: an assistant director hears of tasks, and not of cards.
func TestFeedOfCardsIsForThoseWhoSeeThem(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	ad, nora := s.member(t, "Ad", access.AD), s.member(t, "Nora", access.Crew)
	hidden, shown := ad.tune(""), nora.tune("")
	for _, topic := range []string{"cards", "copying", "card_task", "task"} {
		s.happen(t, topic, `{"n":1}`)
	}
	hidden.want(event{Topic: "task", Data: `{"n":1}`})
	shown.want(event{Topic: "cards", Data: `{"n":1}`}, event{Topic: "copying", Data: `{"n":1}`}, event{Topic: "card_task", Data: `{"n":1}`}, event{Topic: "task", Data: `{"n":1}`})
}

// TestOffloadFormIsForTheOwner: only the owner sees what is mounted, and a refused form comes back filled in.
func TestOffloadFormIsForTheOwner(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.owner(t)
	ada.get(cardsPath).says(t, "#copy-card", "Copy a card on this machine")
	bad := ada.post(cardsPath+"/offload", url.Values{"source_path": {"/etc"}, "to_path": {"/etc"}, "name": {"A001"}, "folder": {"x"}})
	bad.want(t, http.StatusForbidden, "the system's own folder").says(t, "#copy-card", "does not lie where this installation allows")
	if got := bad.value(t, "source_path"); got != "/etc" {
		t.Errorf("the folder comes back as %q", got)
	}
	if all, err := s.office.Tasks(s.operator(), s.film.ID, true); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
	s.member(t, "Dana", access.Director).post(cardsPath+"/offload", nil).want(t, http.StatusForbidden, "a director")
}

// TestRulesAndDueCopiesOnThePage: the director says how many copies are wanted, and the log follows; what was not proven for
// long is listed; the owner alone has copies read on the machine.
func TestRulesAndDueCopiesOnThePage(t *testing.T) {
	t.Parallel()
	s := played(t)
	ada := s.owner(t)
	dana, nora := s.member(t, "Dana", access.Director), s.member(t, "Nora", access.Crew)
	dana.register(copied("A001", 1)).want(t, http.StatusSeeOther, "a receipt of one copy")
	page := dana.get(cardsPath)
	page.says(t, "#card-rules", "What is wanted of copies")
	if copies, days := page.value(t, "copies"), page.value(t, "days"); copies != "2" || days != "90" {
		t.Errorf("%s copies, %s days", copies, days)
	}
	if n := nora.get(cardsPath).find(t, "#card-rules").Length(); n != 0 {
		t.Error("the crew sets the rules")
	}
	nora.post(cardsPath+"/rules", url.Values{"copies": {"1"}, "days": {"0"}}).want(t, http.StatusForbidden, "the crew sets the rules")
	dana.post(cardsPath+"/rules", url.Values{"copies": {"many"}, "days": {"1"}}).want(t, http.StatusUnprocessableEntity, "no number")
	dana.post(cardsPath+"/rules", url.Values{"copies": {"1"}, "days": {"1"}}).want(t, http.StatusSeeOther, "one copy")
	page = dana.get(cardsPath)
	page.says(t, ".roll", "Safe to format: one verified copy")
	at := page.find(t, ".roll a").AttrOr("href", "")
	dana.get(at).says(t, "main", "Copies", "was last proven")
	dana.get(at).silent(t, "main", "Read copies again")
	ada.get(at).says(t, "main", "Read copies again")
	ada.post(at+"/prove", url.Values{"path": {"/etc"}}).want(t, http.StatusForbidden, "a folder of the system")
	ada.post(at+"/prove", url.Values{}).want(t, http.StatusNotFound, "no copy is here")
	dana.post(at+"/prove", url.Values{}).want(t, http.StatusForbidden, "a director")
	dana.post(page.find(t, "#toasts form").AttrOr("action", ""), nil).want(t, http.StatusSeeOther, "undo")
	dana.get(cardsPath).says(t, ".roll", "1 verified copy, and 2 are wanted")
}
