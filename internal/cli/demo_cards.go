package cli

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"github.com/btsdirector/bts/examples/media"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// demoCard is a card that the example's crew brings in of an evening.
type demoCard struct {
	name, camera, operator, medium string
	drives                         []string // that get a copy
}

// demoCards are cards that are safe, and one of which the second drive was in the car.
var demoCards = []demoCard{
	{"A001", "A", "Ines Carrow", "CFexpress B", []string{"raid", "shuttle"}},
	{"B001", "B", "Nora Fielding", "CFexpress B", []string{"raid", "shuttle"}},
	{"P001", "Sony A7 IV", "Nora Fielding", "SD", []string{"raid", "shuttle"}},
	{"S001", "MixPre-3", "Tom Lindqvist", "SD", []string{"raid"}},
}

// placeDemo keeps the example's cards and drives in the data folder, unless somebody said where they may be.
func (s *session) placeDemo() error {
	data, err := filepath.Abs(s.Data)
	if err != nil {
		return fault.New(fault.Invalid, "%s is no path", s.Data).WithCause(err)
	}
	if s.CardRoots == "" {
		s.CardRoots = filepath.Join(data, "cards")
	}
	if s.CopyRoots == "" {
		s.CopyRoots = filepath.Join(data, "drives")
	}
	return nil
}

// cardDemo plays the evening at the reader, once: four cards are copied, one is full, one is in a camera.
func cardDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	log, err := a.Office.Cards(ctx, film.ID, office.CardFilter{})
	if err != nil || len(log.Cards) > 0 {
		return err
	}
	s.say("Cards: what was shot is copied and proven.")
	made, err := s.makeCards(ctx)
	if err != nil {
		return err
	}
	for _, c := range demoCards {
		if err := s.copyDemo(ctx, a, film, c, made); err != nil {
			return err
		}
	}
	for _, c := range []cardlog.Card{
		{Name: "A002", Camera: "A", Operator: "Ines Carrow", Medium: "CFexpress B", Size: 512_000_000_000, Mark: cardlog.Full},
		{Name: "A003", Camera: "A", Operator: "Ines Carrow", Medium: "CFexpress B", Size: 512_000_000_000, Mark: cardlog.InUse},
	} {
		if _, _, err := a.Office.AddCard(ctx, film.ID, c); err != nil {
			return err
		}
	}
	return nil
}

// makeCards makes the sample media of the cards. Without ffmpeg there are none: made is false, and the cards stay uncopied.
func (s *session) makeCards(ctx context.Context) (made bool, err error) {
	studio, err := media.Open(ctx)
	if fault.Is(err, fault.Unavailable) {
		s.say("The cards of the example stay uncopied: %s", err)
		return false, nil
	}
	if err != nil {
		return false, err
	}
	for _, clip := range media.Cards() {
		if !slices.ContainsFunc(demoCards, func(c demoCard) bool { return c.name == clip.Card }) {
			continue
		}
		if err := studio.Make(ctx, s.CardRoots, clip); err != nil {
			return false, err
		}
	}
	return true, nil
}

// copyDemo copies a card as the page does, and waits for it; one without media is logged as full.
func (s *session) copyDemo(ctx context.Context, a *app.App, film production.Production, c demoCard, made bool) error {
	if !made {
		_, _, err := a.Office.AddCard(ctx, film.ID, cardlog.Card{Name: c.name, Camera: c.camera, Operator: production.MemberID(c.operator), Medium: c.medium, Mark: cardlog.Full})
		return err
	}
	n := office.NewOffload{
		Source: filepath.Join(s.CardRoots, c.name), Name: c.name, Camera: c.camera, Medium: c.medium, Operator: production.MemberID(c.operator), Folder: film.Slug,
	}
	for _, drive := range c.drives {
		path := filepath.Join(s.CopyRoots, drive)
		if err := os.MkdirAll(path, 0o755); err != nil {
			return fault.New(fault.Unavailable, "the folder %s cannot be made", path).WithCause(err)
		}
		n.To = append(n.To, path)
	}
	task, _, err := a.Office.StartOffload(ctx, film.ID, n)
	if err != nil {
		return err
	}
	rows := a.Office.TaskRows()
	if task, err = rows.Begin(ctx, task.ID); err != nil {
		return err
	}
	if _, err = a.Office.Work(ctx, task, func(int64, int64, string) {}); err != nil {
		return err
	}
	return rows.Finish(ctx, task.ID, production.TaskDone, nil, "")
}
