package web

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/web/ui"
)

// boardPrints are the ways to print a board.
func boardPrints(board string) []ui.Option {
	var out []ui.Option
	for _, paper := range []onset.Paper{onset.A4, onset.Letter} {
		for _, n := range []int{2, 3, 6} {
			out = append(out, ui.Option{Value: fmt.Sprintf("%s/storyboard.pdf?per=%d&paper=%s", board, n, paper), Text: fmt.Sprintf("PDF, %d on a page, %s", n, paper)})
		}
	}
	return out
}

func (s *Server) sendBoardPDF(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	per, err := strconv.Atoi(cmp.Or(q.Get("per"), "3"))
	if err != nil {
		return fault.New(fault.Invalid, "%.40q is not a number of frames", q.Get("per")).WithRemedy("Choose 2, 3 or 6.")
	}
	c := current(r)
	data, err := s.office.BoardPDF(r.Context(), c.Production.ID, boardMoment(r), cmp.Or(q.Get("paper"), string(onset.A4)), per)
	if err != nil {
		return err
	}
	return sendFile(w, "application/pdf", c.Production.Slug+"-storyboard.pdf", data)
}

func (s *Server) sendBoardZip(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	data, err := s.office.ZipBoards(r.Context(), c.Production.ID, boardMoment(r))
	if err != nil {
		return err
	}
	return sendFile(w, "application/zip", c.Production.Slug+"-storyboard.zip", data)
}

func sendFile(w http.ResponseWriter, kind, name string, data []byte) error {
	return send(w, kind, name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
