package office

import (
	"context"
	"os"
	"path/filepath"
	"strconv"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// OffloadNames are what the copies of an offload are going to be called.
type OffloadNames struct {
	Card   string // as the log has it
	Folder string // that each copy is
	Copies []OffloadPlace
}

// OffloadPlace is where a copy is going to lie.
type OffloadPlace struct {
	To   string // as it was asked for
	Path string
	Here bool // there is something of that name, which is compared and gets what it lacks
}

// PreviewOffload tells what StartOffload would call the copies, and changes nothing. It returns what StartOffload would
// return for a card or a target that cannot be.
func (o *Office) PreviewOffload(ctx context.Context, in production.ProductionID, n NewOffload) (OffloadNames, error) {
	var out OffloadNames
	if err := o.mayOffload(ctx, in); err != nil {
		return out, err
	}
	run, args, err := o.runOf(ctx, n)
	if err != nil {
		return out, err
	}
	err = o.look(ctx, access.CopyCards, in, func(tx *store.Tx) error {
		all, err := tx.FindCards(ctx, in)
		if err != nil {
			return err
		}
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		if n.Day == "" {
			n.Day = rollDay(film, o.clock())
		}
		logged := cardlog.Card{Name: n.Name, Day: n.Day, Camera: firstOf(n.Camera, args.Camera), Operator: n.Operator}
		if known := openRoll(all, n.Name, n.Day); known != nil {
			logged = *known
		}
		out.Card = logged.Name
		out.Folder, err = callCopies(ctx, tx, in, n, logged, run.Source)
		return err
	})
	if err != nil {
		return out, err
	}
	out.Folder = firstOf(out.Folder, out.Card)
	for i, to := range run.To {
		p := OffloadPlace{To: n.To[i], Path: filepath.Join(to, filepath.FromSlash(run.Folder), out.Folder)}
		_, err := os.Lstat(p.Path)
		p.Here = err == nil
		out.Copies = append(out.Copies, p)
	}
	return out, nil
}

// callCopies is what the folders of a card's copies are called: after the template that is asked for or that of the
// production, "" for the name of the card.
func callCopies(ctx context.Context, tx *store.Tx, in production.ProductionID, n NewOffload, c cardlog.Card, source string) (string, error) {
	if n.Called != "" {
		return n.Called, offload.CheckName(n.Called)
	}
	rules, err := tx.FindCardRules(ctx, in)
	if err != nil {
		return "", err
	}
	text := firstOf(n.Names, rules.Names)
	if text == "" {
		return "", nil
	}
	template, err := card.ParseTemplate(text)
	if err != nil {
		return "", err
	}
	film, err := tx.FindProduction(ctx, in)
	if err != nil {
		return "", err
	}
	numbers, err := dayNumbers(ctx, tx, in)
	if err != nil {
		return "", err
	}
	crew, err := tx.FindMembers(ctx, in)
	if err != nil {
		return "", err
	}
	looked := card.Look(os.DirFS(source), "")
	values := map[string]string{
		"production": film.Slug, "card": c.Name, "date": string(c.Day), "camera": firstOf(c.Camera, looked.Camera()), "volume": filepath.Base(source), "reel": looked.Reel,
	}
	if number := numbers[c.Day]; number > 0 {
		values["day"] = strconv.Itoa(number)
	}
	for _, m := range crew {
		if m.ID == c.Operator {
			values["operator"] = m.Name
		}
	}
	called, err := template.Fill(values)
	if err != nil {
		return "", err
	}
	if called == c.Name {
		return "", nil
	}
	if err := offload.CheckName(called); err != nil {
		return "", fault.New(fault.Invalid, "the copies of %s cannot be called %q", c.Name, called).WithCause(err).WithRemedy("Change the template: %s", text)
	}
	return called, nil
}
