package office

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"image"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/storyboard"
)

// exportWidth is how many pixels wide a frame is exported.
const exportWidth = 1920

// AllBoards names every board at once, where one is asked for.
const AllBoards production.MomentID = "all"

// printBoards are boards ready to be printed.
func (o *Office) printBoards(ctx context.Context, in production.ProductionID, which production.MomentID) (onset.Storyboard, error) {
	var out onset.Storyboard
	all, list, err := o.printable(ctx, in, which)
	if err != nil {
		return out, err
	}
	if out, err = o.printHead(ctx, in); err != nil {
		return out, err
	}
	plans := planPrinter{o, all, map[string][]byte{}}
	for _, b := range list {
		board := onset.PrintedBoard{Title: b.Title(), When: when(b)}
		for i, f := range b.Frames {
			printed, err := o.printed(ctx, f, i+1)
			if err == nil {
				printed.Plan, err = plans.frame(ctx, b, f)
			}
			if err != nil {
				return out, err
			}
			board.Frames = append(board.Frames, printed)
		}
		if board.Plans, err = plans.board(ctx, b); err != nil {
			return out, err
		}
		out.Boards = append(out.Boards, board)
	}
	return out, nil
}

// printHead is a storyboard to be printed, without its boards.
func (o *Office) printHead(ctx context.Context, in production.ProductionID) (onset.Storyboard, error) {
	var out onset.Storyboard
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		out.Production, out.Made = film.Title, o.clock().UTC().Truncate(time.Second)
		revisions, err := tx.FindRevisions(ctx, in)
		out.Revision = scheduleIn(film, revisions)
		return err
	})
	return out, err
}

// BoardPDF are boards as a PDF with 2, 3 or 6 frames on a page: that of a moment, that of the loose frames for "", or
// AllBoards; paper is A4 or Letter. What the reader may not see is left out. It returns fault.NotFound where there is no frame to print.
func (o *Office) BoardPDF(ctx context.Context, in production.ProductionID, which production.MomentID, paper string, perPage int) ([]byte, error) {
	board, err := o.printBoards(ctx, in, which)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	err = board.PDF(&file, onset.Paper(paper), perPage, o.fonts)
	return file.Bytes(), err
}

// when is the day on which the moment of a board is best, in words.
func when(b Board) string {
	w, ok := b.Moment.BestWindow()
	switch {
	case !ok:
		return ""
	case w.Day > 0:
		return fmt.Sprintf("Day %d · %s", w.Day, w.Date.Spoken())
	}
	return w.Date.Spoken()
}

// printable are the boards with something on them that the reader may see.
func (o *Office) printable(ctx context.Context, in production.ProductionID, which production.MomentID) (Boards, []Board, error) {
	var all Boards
	var err error
	if which == AllBoards {
		all, err = o.Boards(ctx, in)
	} else {
		all, err = o.Board(ctx, in, which)
	}
	if err != nil {
		return all, nil, err
	}
	var list []Board
	for _, b := range all.List {
		if !b.Closed && len(b.Frames) > 0 {
			list = append(list, b)
		}
	}
	if len(list) == 0 {
		return all, nil, fault.New(fault.NotFound, "there is no frame to hand out").WithRemedy("Draw one first.")
	}
	return all, list, nil
}

// printed is a frame as it is printed. Ink goes onto paper as lines; where an eraser went over a picture, as an image.
func (o *Office) printed(ctx context.Context, f storyboard.Frame, number int) (onset.PrintedFrame, error) {
	out := onset.PrintedFrame{Title: f.Title, Line: f.Line(), Note: f.Note, Sound: f.Sound, Wide: storyboard.SheetWidth, High: storyboard.SheetHeight}
	if f.Picture != "" {
		var err error
		if out.Picture, err = o.blob(ctx, f.Picture); err != nil {
			return out, err
		}
		head, _, err := image.DecodeConfig(bytes.NewReader(out.Picture))
		if err != nil {
			return out, fault.New(fault.Corrupt, "the picture of frame %d is damaged", number).WithCause(err)
		}
		out.PictureWide, out.PictureHigh = head.Width, head.Height
	}
	if f.Drawing == "" {
		return out, nil
	}
	d, err := o.drawing(ctx, f.Drawing)
	if err != nil {
		return out, err
	}
	out.Wide, out.High = float64(d.Width), float64(d.Height)
	rubbed := false
	for _, line := range d.Lines() {
		ink := line.RGB()
		rubbed = rubbed || line.Tool == storyboard.Eraser
		out.Ink = append(out.Ink, onset.InkLine{R: ink.R, G: ink.G, B: ink.B, Width: line.Width, Points: line.Points})
	}
	if rubbed && f.Picture != "" {
		out.Ink = nil
		out.Layer, err = storyboard.PNG(storyboard.Ink(d, storyboard.SheetWidth))
	}
	return out, err
}

// ZipBoards are the images of boards as a ZIP of PNG files, named by board and number, and behind them the plans with
// their cameras. which is as for BoardPDF.
func (o *Office) ZipBoards(ctx context.Context, in production.ProductionID, which production.MomentID) ([]byte, error) {
	all, list, err := o.printable(ctx, in, which)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	out := zip.NewWriter(&file)
	for i, b := range list {
		name := boardFile(b.Title())
		if len(list) > 1 {
			name = fmt.Sprintf("%02d-%s", i+1, name)
		}
		if err := o.zipBoard(ctx, out, all, b, name); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// zipBoard puts the images of one board into an archive.
func (o *Office) zipBoard(ctx context.Context, out *zip.Writer, all Boards, b Board, name string) error {
	made := o.clock() // of the images: they are drawn now
	put := func(name string, data []byte, err error) error {
		if err != nil {
			return err
		}
		entry, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: made}) // a PNG is as small as it gets
		if err == nil {
			_, err = entry.Write(data)
		}
		return err
	}
	for k, f := range b.Frames {
		data, err := o.frameImage(ctx, f, exportWidth)
		if err := put(fmt.Sprintf("%s-%02d.png", name, k+1), data, err); err != nil {
			return err
		}
	}
	for k, s := range all.Stands(b) {
		data, err := o.standImage(ctx, s, exportWidth)
		if err := put(fmt.Sprintf("%s-plan-%d.png", name, k+1), data, err); err != nil {
			return err
		}
	}
	return nil
}

// boardFile is a title as a part of a file's name.
func boardFile(title string) string {
	name := production.Slug(title)
	if len(name) > 60 {
		name = strings.TrimRight(name[:60], "-")
	}
	if name == "" {
		return "board"
	}
	return name
}
