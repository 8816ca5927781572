package queue

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
)

func TestRiverLog(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	q := &Queue{log: slog.New(slog.NewTextHandler(&out, nil))}
	log := q.riverLog().With("part", "queue").WithGroup("river")
	log.Info("started")
	log.Error("interrupted", "err", context.Canceled)
	log.Warn("slow")
	log.Error("failed", "err", errors.New("disk full"))
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "slow") || !strings.Contains(lines[1], "disk full") || !strings.Contains(lines[0], "part=queue") {
		t.Errorf("the log reads\n%s", out.String())
	}
}
