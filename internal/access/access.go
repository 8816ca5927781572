// Package access says who may do what. Everything is denied that the table in roles.go does not allow.
package access

import (
	"context"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Actor is whoever asks for something: a signed-in person, or the operator at the command line.
type Actor struct {
	UserID   production.UserID
	Name     string
	Operator bool // works on the data folder itself: the command line, the installation's owner
	Roles    map[production.ProductionID]Role
}

// Operator is the actor of the command line: whoever can read the data folder may do everything.
func Operator(name string) Actor { return Actor{Name: name, Operator: true} }

// May reports whether the actor may do the action in the production.
func (a Actor) May(action Action, in production.ProductionID) bool {
	return a.Operator || a.Roles[in].allows(action)
}

// RoleIn is the actor's role in the production; "" for none.
func (a Actor) RoleIn(in production.ProductionID) Role { return a.Roles[in] }

type actorKey struct{}

// With returns a context that carries the actor.
func With(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, a)
}

// From is the actor of the context; ok is false when nobody was put in.
func From(ctx context.Context) (a Actor, ok bool) {
	a, ok = ctx.Value(actorKey{}).(Actor)
	return a, ok
}

// Require returns nil when the context's actor may do the action in the production. Without an actor
// it returns fault.Unauthenticated. An actor without any role in the production gets fault.NotFound,
// so that nobody can learn which productions exist; one with a weaker role gets fault.Forbidden.
func Require(ctx context.Context, action Action, in production.ProductionID) error {
	actor, ok := From(ctx)
	switch {
	case !ok:
		return fault.New(fault.Unauthenticated, "nobody is signed in").WithRemedy("Sign in first.")
	case actor.May(action, in):
		return nil
	case actor.Roles[in] == "":
		return fault.New(fault.NotFound, "there is no such production")
	}
	return fault.New(fault.Forbidden, "a %s may not %s", actor.Roles[in].Title(), action.phrase()).
		WithRemedy("Ask the BTS director of this production.")
}

// RequireOperator returns nil for the operator and fault.Forbidden or fault.Unauthenticated otherwise.
func RequireOperator(ctx context.Context) error {
	actor, ok := From(ctx)
	if !ok {
		return fault.New(fault.Unauthenticated, "nobody is signed in").WithRemedy("Sign in first.")
	}
	if !actor.Operator {
		return fault.New(fault.Forbidden, "only the owner of this installation may do that")
	}
	return nil
}
