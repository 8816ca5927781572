package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// CreateProduction opens a new production; only the operator of the installation may. The slug comes
// from the title and gets a number where another production has it. Missing kind, zone and rule pack get defaults.
func (o *Office) CreateProduction(ctx context.Context, p production.Production) (production.Production, error) {
	if err := access.RequireOperator(ctx); err != nil {
		return p, err
	}
	if p.Kind == "" {
		p.Kind = production.Feature
	}
	if p.TimeZone == "" {
		p.TimeZone = "UTC"
	}
	if p.RulePack == "" {
		p.RulePack = crew.DefaultRules
	}
	p.ID, p.CreatedAt = production.NewID[production.ProductionID](), o.clock()
	if err := p.Check(); err != nil {
		return p, err
	}
	if err := checkRulePack(p); err != nil {
		return p, err
	}
	err := o.store.Write(ctx, func(tx *store.Tx) error {
		slug, err := freeSlug(ctx, tx, p.Title)
		if err != nil {
			return err
		}
		p.Slug = slug
		if err := tx.CreateProduction(ctx, p); err != nil {
			return err
		}
		if err := directs(ctx, tx, p); err != nil {
			return err
		}
		return o.tell(ctx, tx, p.ID, topicFacts, "create_production", p.Title)
	})
	return p, err
}

// checkRulePack refuses a rule pack that does not exist.
func checkRulePack(p production.Production) error {
	if _, err := crew.FindRules(p.RulePack); err == nil {
		return nil
	}
	var names []string
	for _, r := range crew.RulePacks() {
		names = append(names, r.Name)
	}
	return fault.New(fault.Invalid, "%q is not a rule pack", p.RulePack).WithRemedy("Choose one of %s.", strings.Join(names, ", "))
}

// directs makes whoever created the production its BTS director.
func directs(ctx context.Context, tx *store.Tx, p production.Production) error {
	actor, _ := access.From(ctx)
	if actor.UserID == "" {
		return nil // the command line: whoever signs in first as the owner sees everything
	}
	return tx.SaveMembership(ctx, access.Membership{
		Production: p.ID, User: actor.UserID, Role: access.Director, Since: p.CreatedAt,
	})
}

func freeSlug(ctx context.Context, tx *store.Tx, title string) (string, error) {
	base := production.Slug(title)
	slug := base
	for n := 2; ; n++ {
		_, err := tx.FindProductionBySlug(ctx, slug)
		if fault.Is(err, fault.NotFound) {
			return slug, nil
		}
		if err != nil {
			return "", err
		}
		slug = fmt.Sprintf("%s-%d", base, n)
	}
}

// Productions are those the actor has a role in, all of them for the operator, sorted by title.
func (o *Office) Productions(ctx context.Context) ([]production.Production, error) {
	actor, ok := access.From(ctx)
	if !ok {
		return nil, fault.New(fault.Unauthenticated, "nobody is signed in")
	}
	var all []production.Production
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		all, err = tx.FindProductions(ctx)
		return err
	})
	return slices.DeleteFunc(all, func(p production.Production) bool {
		return !actor.May(access.SeeProduction, p.ID)
	}), err
}

// FindProduction is the production of that slug, as far as the actor may see it; otherwise fault.NotFound.
func (o *Office) FindProduction(ctx context.Context, slug string) (production.Production, error) {
	if _, ok := access.From(ctx); !ok {
		return production.Production{}, access.Require(ctx, access.SeeProduction, "")
	}
	var p production.Production
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		p, err = tx.FindProductionBySlug(ctx, slug)
		return err
	})
	if err == nil {
		err = access.Require(ctx, access.SeeProduction, p.ID)
	}
	switch {
	case fault.Is(err, fault.NotFound): // in the same words whether there is none or none for the actor
		return production.Production{}, fault.New(fault.NotFound, "there is no production %q", slug)
	case err != nil:
		return production.Production{}, err
	}
	return p, nil
}

// OnlyProduction is the production to work on when nobody named one: the only one there is. It returns
// fault.NotFound when there is none and fault.Invalid when there are several.
func (o *Office) OnlyProduction(ctx context.Context) (production.Production, error) {
	all, err := o.Productions(ctx)
	switch {
	case err != nil:
		return production.Production{}, err
	case len(all) == 0:
		return production.Production{}, fault.New(fault.NotFound, "there is no production yet").
			WithRemedy("Make one with: bts init \"The title\"")
	case len(all) > 1:
		var slugs []string
		for _, p := range all {
			slugs = append(slugs, p.Slug)
		}
		return production.Production{}, fault.New(fault.Invalid, "there are several productions: %v", slugs).
			WithRemedy("Name one with --production.")
	}
	return all[0], nil
}

// ProductionChange is what can be changed of a production; nil leaves a field as it is.
type ProductionChange struct {
	Title    *string
	TimeZone *string
	CrewDays *int
	RulePack *string
}

// UpdateProduction changes a production.
func (o *Office) UpdateProduction(ctx context.Context, id production.ProductionID, c ProductionChange) (production.Production, error) {
	var p production.Production
	err := o.change(ctx, access.EditProduction, id, func(tx *store.Tx) (err error) {
		if p, err = tx.FindProduction(ctx, id); err != nil {
			return err
		}
		set(&p.Title, c.Title)
		set(&p.TimeZone, c.TimeZone)
		set(&p.CrewDays, c.CrewDays)
		set(&p.RulePack, c.RulePack)
		if err := checkRulePack(p); err != nil {
			return err
		}
		if err := p.Check(); err != nil {
			return err
		}
		if err := tx.UpdateProduction(ctx, p); err != nil {
			return err
		}
		return o.tell(ctx, tx, id, topicFacts, "edit_production", p.Title)
	})
	return p, err
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}
