package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// mostPictures is how many pictures are brought at once.
const mostPictures = 24

// pictures reads the pictures of a form.
func pictures(r *http.Request) ([][]byte, error) {
	if err := r.ParseMultipartForm(bigImport); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, err
		}
		return nil, fault.New(fault.Invalid, "the pictures did not arrive whole").WithRemedy("Choose them again.").WithCause(err)
	}
	defer r.MultipartForm.RemoveAll() //nolint:errcheck // temporary files; the system clears them too
	var files [][]byte
	for _, header := range r.MultipartForm.File["picture"] {
		f, err := readUpload(header)
		if err != nil {
			return nil, err
		}
		if f.Name != "" {
			files = append(files, f.Data)
		}
	}
	switch {
	case len(files) == 0:
		return nil, fault.New(fault.Invalid, "no picture was chosen").WithRemedy("Choose one first.")
	case len(files) > mostPictures:
		return nil, fault.New(fault.Invalid, "%d pictures came at once, more than %d", len(files), mostPictures).WithRemedy("Bring them in parts.")
	}
	return files, nil
}

func (s *Server) addFrames(w http.ResponseWriter, r *http.Request) error {
	files, err := pictures(r)
	if err != nil {
		return err
	}
	var list []office.NewFrame
	for _, file := range files {
		list = append(list, office.NewFrame{Frame: storyboard.Frame{Moment: boardMoment(r)}, File: file})
	}
	_, act, err := s.office.AddFrames(r.Context(), current(r).Production.ID, list)
	return s.didFrame(w, r, counted(len(list), "frame is", "frames are")+" on the board.", act, err)
}

// addFrameToDraw adds an empty frame and opens it under the pen, where Undo means the last stroke.
func (s *Server) addFrameToDraw(w http.ResponseWriter, r *http.Request) error {
	made, _, err := s.office.AddFrames(r.Context(), current(r).Production.ID, []office.NewFrame{{Frame: storyboard.Frame{Moment: boardMoment(r)}}})
	if err != nil {
		return err
	}
	return seeOther(w, r, base(r)+"/frames/"+string(made[0].ID)+"/draw")
}

func (s *Server) saveFrame(w http.ResponseWriter, r *http.Request) error {
	written, err := writtenFrame(r)
	var act office.Act
	if err == nil {
		act, err = s.office.EditFrame(r.Context(), current(r).Production.ID, frameID(r), written)
	}
	return s.didFrame(w, r, "The frame is saved.", act, err)
}

func (s *Server) moveFrame(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.MoveFrame(r.Context(), current(r).Production.ID, frameID(r), production.FrameID(r.PostFormValue("to")))
	return s.didFrame(w, r, "The frame is moved.", act, err)
}

// removeFrame takes a frame off its board, and shows the board where the frame's own page is gone.
func (s *Server) removeFrame(w http.ResponseWriter, r *http.Request) error {
	in := current(r).Production.ID
	f, _, err := s.office.FindFrame(r.Context(), in, frameID(r))
	if err != nil {
		return err
	}
	act, err := s.office.EditFrame(r.Context(), in, f.ID, offBoard())
	if r.PostFormValue("back") == base(r)+"/frames/"+string(f.ID) {
		r.PostForm.Set("back", base(r)+"/boards/"+boardKey(f.Moment))
	}
	return s.didFrame(w, r, "The frame is off the board.", act, err)
}

func (s *Server) saveFramePicture(w http.ResponseWriter, r *http.Request) error {
	files, err := pictures(r)
	if err != nil {
		return err
	}
	_, act, err := s.office.SetPicture(r.Context(), current(r).Production.ID, frameID(r), files[0])
	return s.didFrame(w, r, "The picture is in the frame.", act, err)
}

func (s *Server) removeFramePicture(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.EditFrame(r.Context(), current(r).Production.ID, frameID(r), office.Written{Fields: map[string]string{"picture": ""}})
	return s.didFrame(w, r, "The picture is out of the frame.", act, err)
}

// didFrame is did for the boards.
func (s *Server) didFrame(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	if r.PostFormValue("back") == "" && r.PostForm != nil {
		r.PostForm.Set("back", base(r)+"/boards")
	}
	return s.did(w, r, said, act, err)
}

// sync carries out what a page queued up and answers as JSON, whoever asks.
func (s *Server) sync(w http.ResponseWriter, r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	var sent struct {
		Operations []office.Operation `json:"operations"`
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		return fault.New(fault.Invalid, "the operations cannot be read").WithRemedy("Send {\"operations\":[…]}.").WithCause(err)
	}
	outcomes, err := s.office.Sync(r.Context(), current(r).Production.ID, sent.Operations)
	if err != nil {
		return err
	}
	s.writeJSON(w, r, http.StatusOK, map[string]any{"outcomes": outcomes})
	return nil
}

// sendFrameImage sends a frame as a PNG, "w" pixels wide.
func (s *Server) sendFrameImage(w http.ResponseWriter, r *http.Request) error {
	width := thumbWidth
	if text := r.URL.Query().Get("w"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return fault.New(fault.Invalid, "%.40q is not a width in pixels", text)
		}
		width = n
	}
	data, err := s.office.FrameImage(r.Context(), current(r).Production.ID, frameID(r), width)
	if err != nil {
		return err
	}
	return sendPicture(w, r, "image/png", data)
}

func (s *Server) sendFramePicture(w http.ResponseWriter, r *http.Request) error {
	data, err := s.office.FramePicture(r.Context(), current(r).Production.ID, frameID(r))
	if err != nil {
		return err
	}
	return sendPicture(w, r, "image/jpeg", data)
}

func (s *Server) sendDrawing(w http.ResponseWriter, r *http.Request) error {
	d, err := s.office.Drawing(r.Context(), current(r).Production.ID, frameID(r))
	if err != nil {
		return err
	}
	madeFor(w, r)
	s.writeJSON(w, r, http.StatusOK, d)
	return nil
}

// sendPicture sends a picture to whoever was let in. With "of" its address says what is on it, and the browser of
// that person may keep it.
func sendPicture(w http.ResponseWriter, r *http.Request, kind string, data []byte) error {
	h := w.Header()
	madeFor(w, r)
	h.Set("Content-Type", kind)
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	h.Set("Content-Length", strconv.Itoa(len(data)))
	if r.URL.Query().Get("of") != "" {
		h.Set("Cache-Control", "private, max-age=31536000, immutable")
	}
	_, err := w.Write(data)
	return gone(err)
}
