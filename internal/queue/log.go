package queue

import (
	"context"
	"log/slog"
	"strings"
)

// riverLog is the log for River: what a person should know about, and no more.
func (q *Queue) riverLog() *slog.Logger { return slog.New(warnings{q.log.Handler()}) }

// warnings lets nothing below a warning through, and nothing about a query that Stop interrupted:
// River writes those as errors.
type warnings struct{ slog.Handler }

// Enabled reports whether a line of the level is written.
func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

// Handle writes a line, unless it says that we cancelled a context.
func (w warnings) Handle(ctx context.Context, line slog.Record) error {
	interrupted := false
	line.Attrs(func(a slog.Attr) bool {
		interrupted = strings.HasPrefix(a.Key, "err") && strings.HasSuffix(a.Value.String(), context.Canceled.Error())
		return !interrupted
	})
	if interrupted {
		return nil
	}
	return w.Handler.Handle(ctx, line)
}

// WithAttrs keeps the threshold on a logger with attributes.
func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the threshold on a logger with a group.
func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }
