package office_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
)

// TestExportScheduleKeepsTheMainUnitsFile: our bookings are added, everything else stays, and taking the
// file in again changes nothing.
func TestExportScheduleKeepsTheMainUnitsFile(t *testing.T) {
	t.Parallel()
	h := open(t)
	if _, _, err := h.ExportSchedule(h.ctx, h.in); !fault.Is(err, fault.NotFound) {
		t.Errorf("before the first schedule: %v", err)
	}
	h.take(lamp(t)...)
	h.hire("Nora", "video", "stills", "sound", "interview")
	_, err := h.MakePlan(h.ctx, h.in, office.PlanOptions{Time: 300 * time.Millisecond, CrewDays: 6}, nil)
	must(t, err)
	name, data, err := h.ExportSchedule(h.ctx, h.in)
	must(t, err)
	if name != "two-days.uss" || bytes.Count(data, []byte(`"_btsBookings"`)) < 2 || !bytes.Contains(data, []byte("Nora")) {
		t.Errorf("%s has %d bookings", name, bytes.Count(data, []byte(`"_btsBookings"`)))
	}
	original, err := fs.ReadFile(examples.LampRoom, examples.ScheduleFile)
	must(t, err)
	if diff := cmp.Diff(decoded(t, original), decoded(t, data)); diff != "" {
		t.Errorf("the main unit's part changed (-came +went):\n%.2000s", diff)
	}
	for _, b := range bookingsOf(t, data) {
		if scene, ok := b["scene"].(string); ok && closedScenes(t, h)[intake.SceneKey(scene)] {
			t.Errorf("a booking of a closed scene went out: %v", b)
		}
	}
	result := h.take(office.File{Name: name, Data: data})
	if !result.Silent() {
		t.Errorf("taking it in again changes %+v", result.Changes)
	}
}

// TestExportScheduleFromATable: without a .uss a whole one is made, which reads back as the same days.
func TestExportScheduleFromATable(t *testing.T) {
	t.Parallel()
	h := planned(t)
	_, data, err := h.ExportSchedule(h.ctx, h.in)
	must(t, err)
	result := h.take(office.File{Name: "back.uss", Data: data})
	c := result.Changes
	if len(c.Added)+len(c.Removed)+len(c.Moved)+len(c.Broken) != 0 {
		t.Errorf("reading it back changes %+v", c)
	}
}

// decoded is a JSON document without our own keys.
func decoded(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	must(t, json.Unmarshal(data, &v))
	return withoutOurs(v)
}

func withoutOurs(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if strings.HasPrefix(key, "_bts") {
				delete(v, key)
				continue
			}
			v[key] = withoutOurs(value)
		}
	case []any:
		for i := range v {
			v[i] = withoutOurs(v[i])
		}
	}
	return v
}

// bookingsOf are all bookings in a schedule, wherever they stand.
func bookingsOf(t *testing.T, data []byte) []map[string]any {
	t.Helper()
	var v any
	must(t, json.Unmarshal(data, &v))
	var out []map[string]any
	var walk func(v any, scene string)
	walk = func(v any, scene string) {
		switch v := v.(type) {
		case map[string]any:
			if number, ok := v["scene"].(string); ok {
				scene = number
			}
			if list, ok := v["_btsBookings"].([]any); ok {
				for _, b := range list {
					booking := b.(map[string]any)
					booking["scene"] = scene
					out = append(out, booking)
				}
			}
			for _, value := range v {
				walk(value, scene)
			}
		case []any:
			for _, value := range v {
				walk(value, scene)
			}
		}
	}
	walk(v, "")
	return out
}

func closedScenes(t *testing.T, h *house) map[string]bool {
	t.Helper()
	closed := map[string]bool{}
	for _, day := range h.state().Facts.Days {
		for _, s := range day.Strips() {
			if s.Closed {
				closed[intake.SceneKey(s.SceneNumber)] = true
			}
		}
	}
	if len(closed) == 0 {
		t.Error("the example has no closed set: nothing is tested")
	}
	return closed
}
