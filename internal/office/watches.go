package office

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// CanMail reports whether letters can be sent from here.
func (o *Office) CanMail() bool { return o.mail != nil }

// Watches are how whoever asks wants to be told of a production's revisions.
func (o *Office) Watches(ctx context.Context, in production.ProductionID) ([]production.Watch, error) {
	actor, _ := access.From(ctx)
	var all []production.Watch
	err := o.look(ctx, access.SeeSchedule, in, func(tx *store.Tx) (err error) {
		all, err = tx.FindWatchesOf(ctx, actor.UserID)
		return err
	})
	return slices.DeleteFunc(all, func(w production.Watch) bool { return w.Production != in }), err
}

// SaveWatch has whoever asks told of revisions: by mail to the address of the account, or by a signed
// message to a webhook, whose secret the answer holds. It returns fault.Invalid for an address that
// cannot be used and fault.Unavailable where no mail server is set up.
func (o *Office) SaveWatch(ctx context.Context, w production.Watch) (production.Watch, error) {
	if err := access.Require(ctx, access.SeeSchedule, w.Production); err != nil {
		return w, err
	}
	actor, _ := access.From(ctx)
	if actor.UserID == "" {
		return w, fault.New(fault.Invalid, "only people with an account can be told").WithRemedy("Sign in, and ask for it on the account page.")
	}
	w.User, w.Since, w.Problem = actor.UserID, o.clock(), ""
	if w.Level != production.WatchAll && w.Level != production.WatchBreaks {
		return w, fault.New(fault.Invalid, "%q is not a choice", w.Level).WithRemedy("Choose breaks or all.")
	}
	if err := o.checkChannel(ctx, &w); err != nil {
		return w, err
	}
	return w, o.change(ctx, access.SeeSchedule, w.Production, func(tx *store.Tx) error {
		return tx.SaveWatch(ctx, w)
	})
}

func (o *Office) checkChannel(ctx context.Context, w *production.Watch) error {
	switch w.Channel {
	case production.ByMail:
		w.Address, w.Secret = "", ""
		if o.mail == nil {
			return fault.New(fault.Unavailable, "no mail server is set up here").WithRemedy("Ask whoever runs this installation to start it with --mail.")
		}
		return o.store.Read(ctx, func(tx *store.Tx) error {
			user, err := tx.FindUser(ctx, w.User)
			if err == nil && user.Email == "" {
				err = fault.New(fault.Invalid, "your account has no e-mail address")
			}
			return err
		})
	case production.ByWebhook:
		address, err := o.guardFor(false).Address(w.Address)
		if err != nil {
			return err
		}
		w.Address, w.Secret = address.String(), courier.NewSecret()
		return nil
	}
	return fault.New(fault.Invalid, "%q is not a way to be told", w.Channel).WithRemedy("Choose mail or webhook.")
}

// RemoveWatch ends it.
func (o *Office) RemoveWatch(ctx context.Context, in production.ProductionID, channel production.WatchChannel) error {
	actor, _ := access.From(ctx)
	return o.change(ctx, access.SeeProduction, in, func(tx *store.Tx) error { return tx.DeleteWatch(ctx, in, actor.UserID, channel) })
}

// callWatchers makes a task of every message about a proposal that somebody asked for, but for whoever
// did it.
func (o *Office) callWatchers(ctx context.Context, tx *store.Tx, p production.Proposal, broken []Broken) error {
	watches, err := tx.FindWatches(ctx, p.Production)
	if err != nil {
		return err
	}
	actor, _ := access.From(ctx)
	for _, w := range watches {
		if w.User == actor.UserID || w.Level == production.WatchBreaks && len(broken) == 0 {
			continue
		}
		args, err := json.Marshal(messageArgs{
			Actor: taskActor{User: w.User}, Proposal: p.ID, State: p.State, Broken: broken, Channel: w.Channel, By: actor.Name, At: o.clock(),
		})
		if err != nil {
			return err
		}
		if err := o.createTask(ctx, tx, o.newTask(p.Production, MessageTask, "Tell of "+p.Title, args, actor.Name)); err != nil {
			return err
		}
	}
	return nil
}
