package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/transcript"
	"github.com/btsdirector/bts/internal/web/ui"
)

// transcriptView is what is said in a recording; nil for a still.
func (s *Server) transcriptView(r *http.Request, page ui.Page, a office.Shown) (*ui.TranscriptView, error) {
	if a.Kind == media.Still {
		return nil, nil
	}
	t, err := s.office.Transcript(r.Context(), current(r).Production.ID, a.ID)
	if err != nil {
		return nil, err
	}
	at, sheet := page.Link("transcripts", string(a.ID)), page.Link("library", string(a.ID))
	v := &ui.TranscriptView{Base: fmt.Sprint(t.Base)}
	for _, f := range transcript.Formats {
		v.Files = append(v.Files, ui.DayLink{Text: "." + string(f), URL: at + "/" + string(f)})
	}
	if page.Rights.EditLibrary {
		v.Import = at + "/import"
		if len(t.Cues) > 0 {
			v.Remove = at + "/remove"
		} else if err := s.office.MayDictate(r.Context(), current(r).Production.ID, a.ID); err != nil {
			v.Why = spoken(err)
		} else {
			v.Make = at + "/make"
		}
	}
	if page.Rights.Edit {
		v.Rules = page.Link("dictation")
	}
	mending := r.URL.Query().Get("cue")
	for _, c := range t.Cues {
		view := ui.CueView{ID: string(c.ID), From: float64(c.From) / 1000, To: float64(c.To) / 1000, Speaker: c.Speaker, Text: c.Text}
		if c.Timed() {
			view.At = transcript.Clock(c.From)[:8]
		}
		if page.Rights.EditLibrary {
			if view.ID == mending {
				view.Save, view.Off = at+"/cues/"+view.ID, at+"/cues/"+view.ID+"/off"
			} else {
				view.Edit = sheet + "?cue=" + view.ID + "#cue-" + view.ID
			}
		}
		v.Cues = append(v.Cues, view)
	}
	return v, nil
}

func (s *Server) importTranscript(w http.ResponseWriter, r *http.Request) error {
	files, err := uploaded(r)
	if err == nil && len(files) != 1 {
		err = fault.New(fault.Invalid, "%d files were chosen", len(files)).WithRemedy("Choose one .srt, .vtt or .txt.")
	}
	var act office.Act
	n := 0
	if err == nil {
		act, n, err = s.office.ImportTranscript(r.Context(), current(r).Production.ID, assetID(r), files[0].Name, files[0].Data)
	}
	return s.didMark(w, r, counted(n, "line is", "lines are")+" brought in.", act, err)
}

func (s *Server) removeTranscript(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.RemoveTranscript(r.Context(), current(r).Production.ID, assetID(r))
	return s.didMark(w, r, "The transcript is taken off.", act, err)
}

func (s *Server) editCue(w http.ResponseWriter, r *http.Request) error {
	return s.changeCue(w, r, "It is mended.", map[string]any{"speaker": typed(r.PostFormValue("speaker")), "text": typed(r.PostFormValue("text"))})
}

func (s *Server) removeCue(w http.ResponseWriter, r *http.Request) error {
	return s.changeCue(w, r, "It is taken off.", map[string]any{"gone": true})
}

func (s *Server) changeCue(w http.ResponseWriter, r *http.Request, said string, fields map[string]any) error {
	base, _ := strconv.ParseInt(r.PostFormValue("base"), 10, 64) // 0 says that every field is meant
	act, err := s.office.EditCue(r.Context(), current(r).Production.ID, production.CueID(r.PathValue("cue")), office.Written{Base: base, Fields: fields})
	return s.didMark(w, r, said, act, err)
}

// sendTranscript sends what is said as a file.
func (s *Server) sendTranscript(w http.ResponseWriter, r *http.Request) error {
	format := transcript.Format(r.PathValue("format"))
	data, name, err := s.office.ExportTranscript(r.Context(), current(r).Production.ID, assetID(r), format)
	if err != nil {
		return err
	}
	kind := map[transcript.Format]string{transcript.SRT: "application/x-subrip", transcript.VTT: "text/vtt", transcript.Text: "text/plain"}[format]
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", asciiName(name)))
	_, err = w.Write(data)
	return gone(err)
}
