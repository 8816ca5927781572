package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/agent"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// desk is where an offload is registered: a server, the installation of this machine, or nowhere.
type desk struct {
	server *agent.Server
	film   agent.Film
	lost   error // the server did not say what it wants
	wanted int   // verified copies that make the card safe; 0 says that all that are asked for do
	day    string
	camera string
	names  bool // folders are called after a template
}

// desk asks what the production wants before anything is copied. A server that does not answer stops no offload; a wrong
// address, or a production that is not there, does.
func (c *offloadCmd) desk(s *session) (*desk, error) {
	d := &desk{day: c.Day, camera: c.Camera, names: c.named()}
	if c.Server == "" {
		d.film = ownFilm(s)
		d.wanted = max(c.CopiesWanted, d.film.Copies)
		return d, nil
	}
	var err error
	if d.server, err = agent.At(c.Server, c.Token); err != nil {
		return nil, err
	}
	if d.server.Open() && c.Token != "" {
		s.say("%s is asked without TLS: who listens on the way can read the token and the names of the files.", d.server.Host())
	}
	d.film, err = d.server.Ask(s.ctx, s.Production, false)
	switch {
	case fault.Is(err, fault.Cancelled), fault.Is(err, fault.Invalid), fault.Is(err, fault.NotFound):
		return nil, err
	case err != nil:
		d.lost, d.film.Copies = err, cardlog.Wanted // what is usual, until the production says otherwise
		s.say("%v\nThe card is copied all the same, and registered at the end if that is mended by then.", err)
	case !d.film.MayRegister:
		s.say("The account of this token may not register cards of %s. The card is copied all the same; no name of a file is sent.", d.film.Title)
		d.film.Copies = max(d.film.Copies, cardlog.Wanted)
	}
	d.wanted = max(c.CopiesWanted, d.film.Copies)
	return d, nil
}

// ownFilm is the production of the data folder, an empty one where there is none, or several and none is named.
func ownFilm(s *session) (film agent.Film) {
	err := s.with(func(a *app.App, p production.Production) error {
		rules, err := a.Office.CardRules(s.ctx, p.ID)
		film = agent.Film{Slug: p.Slug, Title: p.Title, Copies: rules.Copies, Names: rules.Names, MayRegister: rules.MayRegister}
		return err
	})
	if err != nil {
		return agent.Film{} // whether that is wrong is said when the receipt is registered
	}
	return film
}

// register takes a receipt into the card log, whose word then counts in the document.
func (d *desk) register(s *session, r offload.Receipt, doc *offloadDoc) error {
	if d.server != nil {
		return d.send(s, r, doc)
	}
	return d.keep(s, r, doc)
}

// keep registers with the production in the data folder. An offload needs none: without one, or where several could be
// meant, nothing is registered.
func (d *desk) keep(s *session, r offload.Receipt, doc *offloadDoc) error {
	err := s.with(func(a *app.App, p production.Production) error {
		reg, _, err := a.Office.RegisterReceipt(s.ctx, p.ID, office.NewReceipt{Receipt: r, Day: production.Date(d.day), Camera: d.camera, Again: true, Once: true})
		if err == nil {
			s.say("In the card log of %s: %s", p.Title, registeredWords(reg))
			stand := reg.Standing
			doc.logged(offloadLogged{"", p.Slug, string(reg.Card.ID), reg.Card.Name, reg.Already, string(stand.State), stand.State == cardlog.Safe, stand.Copies, stand.Why})
		}
		return err
	})
	none := (fault.Is(err, fault.NotFound) || fault.Is(err, fault.Invalid)) && d.film.Slug == ""
	if err == nil || none && (s.Production == "" || d.names && !isFolder(s.Data)) {
		return nil // a production may be named for the folder alone
	}
	return fault.New(fault.CodeOf(err), "the offload is done, and was not registered").WithCause(err).
		WithRemedy("Register it with: bts cards register %s", besides(r))
}

// send registers with a server. What was wrong before the card was copied may be mended by now.
func (d *desk) send(s *session, r offload.Receipt, doc *offloadDoc) error {
	var err error
	if d.lost != nil {
		d.film, err = d.server.Ask(s.ctx, s.Production, true)
	}
	var reg agent.Registered
	if err == nil {
		reg, err = d.server.Register(s.ctx, d.film, agent.Order{Receipt: r, Day: d.day, Camera: d.camera, Again: true})
	}
	if err != nil {
		return fault.New(fault.CodeOf(err), "the offload is done, and was not registered").WithCause(err).
			WithRemedy("The receipt lies beside the copies. Register it later with: bts cards register %s --server %s", besides(r), d.server.Address())
	}
	logged := loggedBy(d.server, d.film, reg)
	s.say("In the card log of %s at %s: %s", d.film.Title, d.server.Host(), logged.words())
	doc.logged(logged)
	return nil
}

func loggedBy(server *agent.Server, film agent.Film, reg agent.Registered) offloadLogged {
	return offloadLogged{server.Host(), film.Slug, reg.Card, reg.Name, reg.Already, reg.State, reg.Safe, reg.Copies, reg.Why}
}

// besides is where the receipt lies.
func besides(r offload.Receipt) string {
	return filepath.Join(r.Copies[0].To, offload.ReceiptName(r.Card))
}

// words say where the card stands by the log.
func (l offloadLogged) words() string {
	switch {
	case l.Safe:
		return fmt.Sprintf("%s is safe to format: %s.", l.Name, plural(l.Copies, "verified copy", "verified copies"))
	case len(l.Why) == 0:
		return fmt.Sprintf("%s is %s.", l.Name, strings.ReplaceAll(l.State, "_", " "))
	}
	return fmt.Sprintf("%s is registered. Do not format it: %s.", l.Name, strings.Join(l.Why, "; "))
}

// logged lets the card log have the last word: it knows other copies of the same, and what the production wants. What went
// wrong in this offload stays said.
func (d *offloadDoc) logged(l offloadLogged) {
	l.Why = append([]string{}, l.Why...)
	d.Registered = &l
	wrong := false
	for _, c := range d.Copies {
		wrong = wrong || !c.Verified
	}
	for _, p := range d.Problems {
		wrong = wrong || !offload.ReceiptProblem{Problem: offload.Problem{Code: p.Code, Mended: p.Mended}}.Harmless()
	}
	switch {
	case l.Safe && wrong:
		d.Verdict += fmt.Sprintf(" The card log knows %s of an earlier offload.", plural(l.Copies, "verified copy", "verified copies"))
	case l.Safe:
		d.SafeToFormat, d.Verdict = true, "Safe to format: "+plural(l.Copies, "verified copy", "verified copies")+"."
	case d.SafeToFormat && len(l.Why) > 0:
		d.SafeToFormat, d.Verdict = false, "Do not format: "+strings.Join(l.Why, "; ")+"."
	}
}

// registerAt registers a receipt that lies in a file with a server.
func (c *cardsRegisterCmd) registerAt(s *session, r offload.Receipt) error {
	server, err := agent.At(c.Server, c.Token)
	if err != nil {
		return err
	}
	film, err := server.Ask(s.ctx, s.Production, true)
	if err != nil {
		return err
	}
	reg, err := server.Register(s.ctx, film, agent.Order{Receipt: r, Card: c.Card, Day: c.Day, Camera: c.Camera, Operator: c.Operator, Again: c.Again})
	if err != nil {
		return err
	}
	doc := paper.Registered{
		Receipt: reg.Receipt, Card: reg.Card, Name: reg.Name, New: reg.New, Already: reg.Already, State: reg.State, Safe: reg.Safe, Copies: reg.Copies, Why: reg.Why,
		Act: paper.NewAct(office.Act{ID: production.ActID(reg.Act)}),
	}
	return s.print(doc, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, loggedBy(server, film, reg).words())
		return err
	})
}
