package web

import (
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/web/ui"
)

// neverTold is the choice that ends a watch.
const neverTold = "never"

// levelWords are the choices of how much somebody wants to hear.
var levelWords = []ui.Option{
	{Value: neverTold, Text: "Never"}, {Value: string(production.WatchBreaks), Text: "When something of ours breaks"}, {Value: string(production.WatchAll), Text: "Every revision"},
}

// watchViews are the productions whose schedule the person may see, with how they hear of revisions.
func (s *Server) watchViews(r *http.Request) ([]ui.WatchView, error) {
	films, err := s.watchable(r)
	if err != nil {
		return nil, err
	}
	var all []production.Watch
	err = s.read(r.Context(), func(tx *store.Tx) (err error) {
		all, err = tx.FindWatchesOf(r.Context(), current(r).Actor.UserID)
		return err
	})
	var out []ui.WatchView
	for _, film := range films {
		v := newWatchView(film)
		for _, w := range all {
			if w.Production == film.ID {
				fillWatch(&v, w)
			}
		}
		v.Open = v.Summary != "" || len(films) == 1
		if v.Summary == "" {
			v.Summary = "not told"
		}
		out = append(out, v)
	}
	return out, err
}

// watchable are the productions whose schedule the person may see.
func (s *Server) watchable(r *http.Request) ([]production.Production, error) {
	all, err := s.office.Productions(r.Context())
	var out []production.Production
	for _, film := range all {
		if current(r).Actor.May(access.SeeSchedule, film.ID) {
			out = append(out, film)
		}
	}
	return out, err
}

func newWatchView(film production.Production) ui.WatchView {
	level := func(id, label string) ui.Field {
		return ui.Field{ID: id + "-" + film.Slug, Name: "level", Label: label, Options: levelWords, Value: neverTold}
	}
	v := ui.WatchView{Slug: film.Slug, Title: film.Title}
	v.Mail.Level = level("mail", "By mail")
	v.Hook.Level = level("hook", "To another program, by webhook")
	v.Hook.Address = ui.Field{ID: "hook-address-" + film.Slug, Name: "address", Label: "Address of the program", Type: "url", Autocomplete: "off",
		Hint: "Signed messages (Standard Webhooks) are sent to this https:// address. Each time it is saved there is a new secret."}
	return v
}

// fillWatch puts one way of being told into the view.
func fillWatch(v *ui.WatchView, w production.Watch) {
	form, way := &v.Mail, "by mail"
	if w.Channel == production.ByWebhook {
		form, way = &v.Hook, "by webhook"
		form.Address.Value = w.Address
	}
	form.Level.Value, form.Problem = string(w.Level), w.Problem
	for _, o := range levelWords {
		if o.Value == form.Level.Value {
			way += ": " + strings.ToLower(o.Text)
		}
	}
	v.Summary = strings.TrimPrefix(v.Summary+" · "+way, " · ")
}

// saveWatch begins, changes or ends being told of a production's revisions.
func (s *Server) saveWatch(w http.ResponseWriter, r *http.Request) error {
	slug, channel, level := r.PostFormValue("production"), production.WatchChannel(r.PostFormValue("channel")), r.PostFormValue("level")
	films, err := s.watchable(r)
	if err != nil {
		return err
	}
	for _, film := range films {
		if film.Slug != slug {
			continue
		}
		if level == neverTold {
			return s.endWatch(w, r, film, channel)
		}
		watch := production.Watch{Production: film.ID, Channel: channel, Level: production.WatchLevel(level), Address: strings.TrimSpace(r.PostFormValue("address"))}
		saved, err := s.office.SaveWatch(r.Context(), watch)
		if formFault(err) || fault.Is(err, fault.Forbidden) { // an address that is closed to us
			return s.showWatchesWith(w, r, http.StatusUnprocessableEntity, slug, func(v *ui.WatchView) { refuseWatch(v, watch, err) })
		}
		if err != nil {
			return err
		}
		if saved.Secret != "" {
			return s.showWatchesWith(w, r, http.StatusCreated, slug, func(v *ui.WatchView) { v.Secret = saved.Secret })
		}
		s.say(r, "You are told of revisions of "+film.Title+".")
		return seeOther(w, r, "/account#watches")
	}
	return fault.New(fault.NotFound, "no production of that name shows you its schedule").WithRemedy("Choose one of those on your account page.")
}

func (s *Server) endWatch(w http.ResponseWriter, r *http.Request, film production.Production, channel production.WatchChannel) error {
	err := s.office.RemoveWatch(r.Context(), film.ID, channel)
	if err != nil && !fault.Is(err, fault.NotFound) { // gone already is what was wanted
		return err
	}
	s.say(r, "You are no longer told of revisions of "+film.Title+" this way.")
	return seeOther(w, r, "/account#watches")
}

// refuseWatch puts what was sent back into the form, with what is wrong with it.
func refuseWatch(v *ui.WatchView, w production.Watch, err error) {
	form := &v.Mail
	if w.Channel == production.ByWebhook {
		form = &v.Hook
		form.Address.Value = w.Address
	}
	form.Level.Value, form.Error = string(w.Level), spoken(err)
}

// showWatchesWith shows the account page with what just happened to one production's watches.
func (s *Server) showWatchesWith(w http.ResponseWriter, r *http.Request, status int, slug string, happened func(*ui.WatchView)) error {
	views, err := s.watchViews(r)
	if err != nil {
		return err
	}
	for i := range views {
		if views[i].Slug == slug {
			views[i].Open = true
			happened(&views[i])
		}
	}
	return s.showAccountWith(w, r, status, ui.AccountView{Watches: views})
}
