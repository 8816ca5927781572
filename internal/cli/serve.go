package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/api"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/web"
	"github.com/btsdirector/bts/internal/web/client"
	"github.com/btsdirector/bts/internal/web/ui"
)

// serving are the flags of commands that serve.
type serving struct {
	Addr   string   `help:"Address to listen on; port 0 takes a free one." default:"127.0.0.1:8484" env:"BTS_ADDR"`
	URL    string   `help:"How people reach the server, when it stands behind a proxy." env:"BTS_URL" placeholder:"https://…"`
	Queues []string `help:"Sorts of work that are done here, parted by commas; all without it." env:"BTS_QUEUES" placeholder:"QUEUE"`
	Proxy  bool     `help:"Behind one proxy that sets X-Forwarded-For." env:"BTS_PROXY"`
}

type serveCmd struct{ serving }

func (serveCmd) Help() string {
	return example("bts serve", "BTS_DATABASE=postgres://… bts serve --addr 0.0.0.0:8484 --url https://bts.example.com --proxy")
}

func (c *serveCmd) Run(s *session) error {
	return s.insideNew(func(a *app.App) error {
		return c.serve(s, a, func(ctx context.Context, origin string) error { return announce(ctx, s, a, origin) })
	})
}

// announce says where the pages are, with a set-up link on the first run.
func announce(ctx context.Context, s *session, a *app.App, origin string) error {
	token, err := a.Gatehouse.SetupLink(ctx)
	switch {
	case err == nil:
		_, err := fmt.Fprintf(s.Out, "BTS Director is ready. Make the first account here (works once):\n  %s/setup/%s\n", origin, token)
		return err
	case fault.Is(err, fault.Conflict):
		s.say("BTS Director is ready: %s", origin)
	default:
		return err
	}
	return nil
}

// serve runs the pages and the jobs until the context ends. ready is called when people can come in.
func (c *serving) serve(s *session, a *app.App, ready func(ctx context.Context, origin string) error) error {
	log := s.log()
	assets, err := ui.NewAssets(client.Files())
	if err != nil {
		return err
	}
	server, err := web.New(web.Options{
		API:   api.New(a.Office, web.Status, log),
		Store: a.Store, Gatehouse: a.Gatehouse, Office: a.Office, Assets: assets, BaseURL: c.URL, Proxy: c.Proxy,
		Secure: strings.HasPrefix(c.URL, "https://"), Log: log, Clock: a.Config.Clock,
	})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(s.ctx, "tcp", c.Addr)
	if err != nil {
		return fault.New(fault.Unavailable, "cannot listen on %s", c.Addr).WithCause(err).
			WithRemedy("Choose another address with --addr, or port 0 for a free one.")
	}
	origin := c.URL
	if origin == "" {
		origin = "http://" + spoken(listener.Addr())
	}
	a.Office.ReachedAt(origin)
	stopWork, err := a.Work(s.ctx, log, server.Wake, c.Queues...)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer stopWork()
	httpServer := server.HTTP(c.Addr)
	failed := make(chan error, 1)
	go func() { failed <- httpServer.Serve(listener) }()
	if err := ready(access.With(s.ctx, access.Operator("command line")), origin); err != nil {
		return errors.Join(err, httpServer.Close())
	}
	select {
	case err := <-failed:
		return fault.Wrap(err, "serve")
	case <-s.ctx.Done():
	}
	return shutDown(httpServer)
}

// spoken is an address as people type it: localhost rather than 127.0.0.1, since passkeys need a name.
func spoken(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsLoopback() {
		return net.JoinHostPort("localhost", port)
	}
	return addr.String()
}

// grace is how long requests may finish when the program is told to stop.
const grace = 5 * time.Second

func shutDown(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return server.Close()
	}
	return nil
}

type workerCmd struct {
	URL    string   `help:"How people reach the pages, for links in messages." env:"BTS_URL" placeholder:"https://…"`
	Queues []string `help:"Sorts of work that are done here, parted by commas; all without it." env:"BTS_QUEUES" placeholder:"QUEUE"`
}

func (workerCmd) Help() string {
	return "Work on jobs, on this machine or on another that reaches the same database and vault. looks makes pictures and films to look at. Files of paths are only on their machine: ingest and offload belong there.\n\n" +
		example("BTS_DATABASE=postgres://… BTS_VAULT=s3://… bts worker --queues looks", "bts worker")
}

func (c *workerCmd) Run(s *session) error {
	return s.insideNew(func(a *app.App) error {
		a.Office.ReachedAt(c.URL)
		stop, err := a.Work(s.ctx, s.log(), nil, c.Queues...)
		if err != nil {
			return err
		}
		s.say("Working on jobs of %s. Stop with Ctrl-C.", a.Store.Address())
		<-s.ctx.Done()
		stop()
		return nil
	})
}

type versionCmd struct{}

func (versionCmd) Help() string { return example("bts version") }

// version is set when the binary is built.
var version = "unknown"

func (versionCmd) Run(s *session) error {
	return s.print(map[string]string{"version": version}, func(w io.Writer) error {
		_, err := fmt.Fprintln(w, version)
		return err
	})
}
