package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/web/ui"
)

func (s *Server) showHistory(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "History of the story", ui.RoomStory)
	if _, err := s.openPage(r, &page); err != nil {
		return err
	}
	list, err := s.historyOf(r, page, "", "")
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.StoryHistoryPage(page, list))
}

// historyOf is what was written on the story, or on one object of it. Each act can be taken back once.
func (s *Server) historyOf(r *http.Request, page ui.Page, kind journal.Kind, object string) ([]ui.HistoryView, error) {
	film := current(r).Production
	list, err := s.office.History(r.Context(), film.ID, kind, object)
	if err != nil {
		return nil, err
	}
	story, err := s.outline(r)
	if err != nil {
		return nil, err
	}
	arcs := map[string]string{}
	for _, a := range story.Arcs {
		arcs[string(a.ID)] = a.Name
	}
	var out []ui.HistoryView
	offered := map[production.ActID]bool{}
	for _, e := range list {
		v := ui.HistoryView{Who: e.By + ", " + minute(e.At, film.Zone()), What: actWords(e)}
		for _, f := range e.Fields {
			if slices.Contains(untold, f.Name) {
				continue
			}
			line := ui.HistoryLine{Field: storyField(f.Name), Was: outline.ValueWords(f.Was), Now: outline.ValueWords(f.Now)}
			line = frameLine(f.Name, line)
			if f.Name == "arc" {
				line.Was, line.Now = arcs[line.Was], arcs[line.Now]
			}
			if line.Was != "" || line.Now != "" {
				v.Lines = append(v.Lines, line)
			}
		}
		for _, f := range e.Lost {
			v.Lines = append(v.Lines, ui.HistoryLine{Field: storyField(f.Name), Now: outline.ValueWords(f.Now), Lost: true})
		}
		may := page.Rights.EditStory
		if e.Kind == "frame" || e.Kind == "ground" {
			may = page.Rights.EditShots
		}
		if may && !offered[e.Act] {
			v.Undo = page.Link("story", "undo", string(e.Act))
			offered[e.Act] = true
		}
		out = append(out, v)
	}
	return out, nil
}

// untold are fields whose values are nothing to read.
var untold = []string{"place", "id", "gone", "template", "of", "moment", "shot", "ground", "wide", "high"}

// frameLine says of the fields of a frame that hold no words what was done to them.
func frameLine(name string, line ui.HistoryLine) ui.HistoryLine {
	var spot storyboard.Spot
	switch {
	case name == "pictures":
		line.Now = "changed"
	case name != "drawing" && name != "picture" && name != "spot":
		return line
	case line.Now == "":
		line.Now = "taken out"
	case name == "spot" && json.Unmarshal([]byte(line.Now), &spot) == nil:
		line.Now = fmt.Sprintf("%.0f %% from the left, %.0f %% from the top, looks %s", 100*spot.X, 100*spot.Y, spot.Looks())
	case line.Was == "":
		line.Now = "put in"
	default:
		line.Now = "changed"
	}
	line.Was = ""
	return line
}

// actWords say what an entry did: "The goodbye came onto the board".
func actWords(e journal.Entry) string {
	title := shortened(e.Title, 80)
	did := "changed"
	for _, f := range e.Fields {
		switch {
		case f.Name == "gone" && e.Kind == "ground" && string(f.Now) == "false":
			did = "was added"
		case f.Name == "gone" && e.Kind == "ground":
			did = "was taken away"
		case f.Name == "gone" && string(f.Now) == "false":
			did = "came onto the board"
		case f.Name == "gone":
			did = "was taken off the board"
		case f.Name == "place" && len(e.Fields) <= 2 && did == "changed":
			did = "was moved"
		}
	}
	if e.Undoes != "" {
		return title + ": taken back"
	}
	return title + " " + did
}

var fieldNames = map[string]string{"arc": "Arc", "wants": "Wants", "checks": "Tone check", "avoid": "What to avoid", "on": "Day", "tone": "Tone of the film", "where": "Place",
	"across": "Metres wide", "north": "North, degrees"}

// storyField is a field as a person knows it.
func storyField(name string) string {
	if known := fieldNames[name]; known != "" {
		return known
	}
	return strings.ToUpper(name[:1]) + strings.ReplaceAll(name[1:], "_", " ")
}

// shortened is a text of at most so many characters.
func shortened(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most-1]) + "…"
}
