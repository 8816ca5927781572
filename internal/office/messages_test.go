package office_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// ring receives what webhooks say.
type ring struct {
	mu   sync.Mutex
	said []map[string]any
	*httptest.Server
}

func newRing(t *testing.T, secret *string) *ring {
	r := &ring{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		var body map[string]any
		raw, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		if err := courier.Verify(*secret, req.Header, raw, time.Now()); err != nil {
			t.Errorf("the signature: %v", err)
		}
		if err := json.Unmarshal(raw, &body); err != nil {
			t.Error(err)
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.said = append(r.said, body)
	}))
	t.Cleanup(r.Close)
	return r
}

// deliver does the messages that wait, as the queue does.
func (h *house) deliver() (sent int, errs []error) {
	h.t.Helper()
	waiting, err := h.TaskRows().Unfinished(h.ctx)
	must(h.t, err)
	for _, task := range waiting {
		if task.Kind != office.MessageTask {
			continue
		}
		sent++
		_, err := h.Work(h.t.Context(), task, func(int64, int64, string) {})
		if err != nil {
			errs = append(errs, err)
		}
		must(h.t, h.TaskRows().Finish(h.ctx, task.ID, production.TaskDone, nil, ""))
	}
	return sent, errs
}

// TestTheyAreTold: who asked for it hears of a revision by a signed message, with what that person may see.
func TestTheyAreTold(t *testing.T) {
	t.Parallel()
	h := near(t)
	h.clock.setTime(time.Now()) // signatures are good for minutes
	later := h.clock.Now().AddDate(0, 1, 0)
	day := func(n int) string { return string(production.DateOf(later).AddDays(n)) }
	table := func(a, b int) office.File {
		return schedule("pink.csv", day(a)+",1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", day(b)+",2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,")
	}
	h.take(table(0, 1))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.plan()
	h.ReachedAt("https://bts.example.com/")
	var secret string
	r := newRing(t, &secret)
	for role, full := range map[access.Role]bool{access.Crew: true, access.Publicity: false} {
		ctx := h.as(role)
		w, err := h.SaveWatch(ctx, production.Watch{Production: h.in, Channel: production.ByWebhook, Address: r.URL, Level: production.WatchBreaks})
		must(t, err)
		secret = w.Secret
		h.take(table(1, 2))
		sent, errs := h.deliver()
		if sent != 1 || len(errs) > 0 || len(r.said) != 1 {
			t.Fatalf("%s: %d messages, %v, %d arrived", role, sent, errs, len(r.said))
		}
		said := r.said[0]
		data := said["data"].(map[string]any)
		_, named := data["broken"]
		if said["type"] != "revision.applied" || data["breaks"].(float64) == 0 || named != full || !strings.HasPrefix(data["url"].(string), "https://bts.example.com/p/two-days") {
			t.Errorf("the %s is told %+v", role.Title(), said)
		}
		must(t, h.RemoveWatch(ctx, h.in, production.ByWebhook))
		_, err = h.UndoImport(h.ctx, h.in, "")
		must(t, err)
		if sent, _ := h.deliver(); sent != 0 {
			t.Errorf("%d messages after ending it", sent)
		}
		r.said = nil
	}
}

// TestNobodyIsToldInVain: who did it, who wants breaks alone, and who has left are not told.
func TestNobodyIsToldInVain(t *testing.T) {
	t.Parallel()
	h := near(t)
	var secret string
	r := newRing(t, &secret)
	director := h.as(access.Director)
	watch := production.Watch{Production: h.in, Channel: production.ByWebhook, Address: r.URL, Level: production.WatchAll}
	_, err := h.SaveWatch(director, watch)
	must(t, err)
	_, err = h.Import(director, h.in, []office.File{blue}, office.ImportOptions{}, nil)
	must(t, err)
	if sent, _ := h.deliver(); sent != 0 {
		t.Errorf("who did it is told %d times", sent)
	}
	watch.Level = production.WatchBreaks
	_, err = h.SaveWatch(director, watch)
	must(t, err)
	h.take(white) // nothing is planned, so nothing breaks
	if sent, _ := h.deliver(); sent != 0 {
		t.Errorf("who wants breaks alone is told %d times", sent)
	}
	for name, bad := range map[string]production.Watch{
		"no channel":   {Production: h.in, Channel: "pigeon", Level: production.WatchAll},
		"no level":     {Production: h.in, Channel: production.ByWebhook, Address: r.URL, Level: "some"},
		"no address":   {Production: h.in, Channel: production.ByWebhook, Level: production.WatchAll},
		"no mail here": {Production: h.in, Channel: production.ByMail, Level: production.WatchAll},
	} {
		if _, err := h.SaveWatch(director, bad); !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Unavailable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
