// Package api is the JSON API: the same methods of the office that the pages call, described by
// OpenAPI 3.1 at /api/openapi.json. Who asks is found out in front of it, and the office checks the
// right; this room only turns requests into calls and results into documents.
package api

import (
	"context"
	"log/slog"
	"math"
	"net/http"
	"path"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// API answers below /api/.
type API struct {
	office *office.Office
	status func(error) int
	log    *slog.Logger
}

// New builds the API. status is the one table from error to HTTP status; log gets what went wrong on
// our side.
func New(o *office.Office, status func(error) int, log *slog.Logger) http.Handler {
	a := &API{office: o, status: status, log: log}
	mux := http.NewServeMux()
	config := huma.DefaultConfig("BTS Director", "1")
	config.OpenAPIPath = "/api/openapi"
	config.DocsPath = "" // its page would load scripts from elsewhere
	config.SchemasPath = "/api/schemas"
	config.CreateHooks = nil // no $schema links in documents: their keys are a contract
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	h := humago.New(mux, config)
	a.productions(h)
	a.facts(h)
	a.exports(h)
	a.proposals(h)
	a.calendars(h)
	a.corrections(h)
	a.notices(h)
	a.watches(h)
	a.moments(h)
	a.story(h)
	a.worksheet(h)
	a.shotlist(h)
	a.cards(h)
	a.search(h)
	a.trace(h)
	a.interviews(h)
	a.boards(h)
	a.views(h)
	a.crew(h)
	a.plans(h)
	a.bookings(h)
	a.feeds(h)
	a.scenarios(h)
	a.library(h)
	a.matching(h)
	a.libraryTaking(h)
	a.tasks(h)
	return mux
}

// schemaName names a type in the OpenAPI document by its room and name, since two rooms may use one
// word: story.Change is StoryChange.
func schemaName(t reflect.Type, hint string) string {
	named := t
	for named.Kind() == reflect.Pointer || named.Kind() == reflect.Slice {
		named = named.Elem()
	}
	name := huma.DefaultSchemaNamer(t, hint)
	if room := path.Base(named.PkgPath()); named.PkgPath() != "" && room != "api" {
		return strings.ToUpper(room[:1]) + room[1:] + name
	}
	return name
}

// InProduction is the input of every call about a production. It is exported, as are the other
// inputs that are embedded, because the library does not look into unexported ones.
type InProduction struct {
	Slug string `path:"slug" doc:"Short name of the production"`
}

// reply is a JSON document.
type reply[T any] struct{ Body T }

// operation describes a call; id is its name in the OpenAPI document.
func operation(method, path, id, summary string) huma.Operation {
	return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, MaxBodyBytes: maxBody}
}

// maxBody is the largest request body in bytes, the same as for a page's upload.
const maxBody = 64 << 20

// large lets the body of a call be of so many bytes.
func large(op huma.Operation, bytes int64) huma.Operation {
	op.MaxBodyBytes = bytes
	return op
}

// register adds a call whose errors are ours.
func register[I, O any](h huma.API, a *API, op huma.Operation, call func(ctx context.Context, in *I) (O, error)) {
	huma.Register(h, op, func(ctx context.Context, in *I) (*reply[O], error) {
		body, err := call(ctx, in)
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return &reply[O]{Body: body}, nil
	})
}

// within finds the production and runs call in it.
func within[O any](ctx context.Context, a *API, slug string, call func(p production.Production) (O, error)) (O, error) {
	p, err := a.office.FindProduction(ctx, slug)
	if err != nil {
		var none O
		return none, err
	}
	return call(p)
}

// seconds is a length of time in JSON. More than a duration can hold is the longest there is, which whoever gets it refuses.
func seconds(n float64) time.Duration {
	switch nanoseconds := n * float64(time.Second); {
	case nanoseconds >= math.MaxInt64:
		return math.MaxInt64
	case nanoseconds <= math.MinInt64:
		return math.MinInt64
	default:
		return time.Duration(nanoseconds)
	}
}
