package office

import (
	"context"
	"encoding/json"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// MessageTask is the kind of work that tells one person of a revision.
const MessageTask = "message"

// messageArgs are the arguments of a message task. The actor is who is told: what the message says is
// what that person may see when it is sent.
type messageArgs struct {
	Actor    taskActor                `json:"actor"`
	Proposal production.ProposalID    `json:"proposal"`
	State    production.ProposalState `json:"state"`
	Broken   []Broken                 `json:"broken"` // what no longer holds since that
	Channel  production.WatchChannel  `json:"channel"`
	By       string                   `json:"by"`
	At       time.Time                `json:"at"`
}

// news is what somebody is told of a revision.
type news struct {
	Production string                   `json:"production"` // slug
	Title      string                   `json:"title"`      // of the production
	Revision   production.ProposalID    `json:"revision"`
	State      production.ProposalState `json:"state"`
	Sentence   string                   `json:"sentence"`
	By         string                   `json:"by"`
	At         time.Time                `json:"at"`
	URL        string                   `json:"url,omitempty"`
	Breaks     int                      `json:"breaks"`
	Broken     []Broken                 `json:"broken,omitempty"` // for those who may see what is closed
}

// sendMessage tells one person of a revision, if the person still wants to know and may.
func (o *Office) sendMessage(ctx context.Context, task production.Task, args messageArgs) error {
	in := task.Production
	watch, found, err := o.watchOf(ctx, in, args)
	if err != nil || !found {
		return err
	}
	said, err := o.newsFor(ctx, in, args)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Forbidden) {
		return nil // has left the production, or the revision is gone
	}
	if err != nil {
		return err
	}
	if watch.Channel == production.ByWebhook {
		err = o.callWebhook(ctx, task.ID, watch, said)
	} else {
		err = o.writeLetter(ctx, task.ID, watch, said)
	}
	return firstErr(o.noteProblem(ctx, watch, err), err)
}

func (o *Office) watchOf(ctx context.Context, in production.ProductionID, args messageArgs) (w production.Watch, found bool, err error) {
	err = o.store.Read(ctx, func(tx *store.Tx) error {
		all, err := tx.FindWatchesOf(ctx, args.Actor.User)
		for _, one := range all {
			if one.Production == in && one.Channel == args.Channel {
				w, found = one, true
			}
		}
		return err
	})
	return w, found, err
}

// newsFor is what the person of the context may know of a revision.
func (o *Office) newsFor(ctx context.Context, in production.ProductionID, args messageArgs) (news, error) {
	if err := access.Require(ctx, access.SeeSchedule, in); err != nil {
		return news{}, err
	}
	var film production.Production
	var p production.Proposal
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		if film, err = tx.FindProduction(ctx, in); err != nil {
			return err
		}
		p, err = tx.FindProposal(ctx, in, args.Proposal)
		return err
	})
	if err != nil {
		return news{}, err
	}
	p.State = args.State
	n := news{
		Production: film.Slug, Title: film.Title, Revision: p.ID, State: p.State, By: args.By, At: args.At, Breaks: len(args.Broken),
	}
	n.Sentence = noticeTitle(p, n.Breaks)
	actor, _ := access.From(ctx)
	if actor.May(access.SeeRevisions, in) {
		n.Broken = args.Broken
	}
	if o.origin != "" {
		n.URL = o.origin + "/p/" + film.Slug
		if actor.May(access.SeeRevisions, in) {
			n.URL += "/revisions/" + string(p.ID)
		}
	}
	return n, nil
}

func (o *Office) callWebhook(ctx context.Context, id production.TaskID, w production.Watch, said news) error {
	body, err := json.Marshal(map[string]any{"type": "revision." + string(said.State), "timestamp": said.At, "data": said})
	if err != nil {
		return err
	}
	hook := courier.Webhook{Guard: o.guardFor(false)}
	_, err = hook.Send(ctx, courier.Message{URL: w.Address, Secret: w.Secret, ID: string(id), At: o.clock(), Body: body})
	return err
}

func (o *Office) writeLetter(ctx context.Context, id production.TaskID, w production.Watch, said news) error {
	if o.mail == nil {
		return fault.New(fault.Unavailable, "no mail server is set up here").WithRemedy("Start bts with --mail.")
	}
	var user access.User
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		user, err = tx.FindUser(ctx, w.User)
		return err
	})
	if err != nil {
		return err
	}
	letter := courier.Letter{
		ID: string(id), To: mail.Address{Name: user.Name, Address: user.Email}, Subject: said.Title + ": " + said.Sentence, Text: letterText(said), At: o.clock(),
	}
	if strings.HasPrefix(o.origin, "https://") {
		letter.Unsubscribe = o.origin + "/account"
	}
	return o.mail.Send(ctx, letter)
}

// letterText is the news as a letter.
func letterText(n news) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s, %s UTC\n", n.Sentence, n.By, n.At.UTC().Format("Mon 2 Jan 15:04"))
	for _, broken := range n.Broken {
		fmt.Fprintf(&b, "\n- %s", broken.Title)
		if broken.Date.Known() && broken.What != "day" {
			fmt.Fprintf(&b, " (%s)", broken.Date.Spoken())
		}
		fmt.Fprintf(&b, ": %s. %s\n", broken.Why, broken.Do)
	}
	if n.URL != "" {
		fmt.Fprintf(&b, "\n%s\n", n.URL)
	}
	b.WriteString("\nYou get this because you asked for it on your account page; you can end it there.\n")
	return b.String()
}

// noteProblem notes at a watch why its last message did not arrive, or that it did. A webhook that says it
// is gone is not called again. A watch that the person has changed while the message was on its way is
// left alone.
func (o *Office) noteProblem(ctx context.Context, w production.Watch, err error) error {
	problem := ""
	if err != nil {
		problem = firstOf(fault.PersonText(err), "the message could not be sent")
	}
	if problem == w.Problem {
		return nil
	}
	return o.store.Write(ctx, func(tx *store.Tx) error {
		if fault.Is(err, fault.NotFound) && w.Channel == production.ByWebhook {
			return tx.EndWatch(ctx, w)
		}
		return tx.NoteWatch(ctx, w, problem)
	})
}
