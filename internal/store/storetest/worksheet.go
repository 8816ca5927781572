package storetest

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/worksheet"
)

func testWorksheet(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Asked"), Production(t, s, "Other")
	sheet := func(in production.ProductionID) (a worksheet.Answers, made map[string]string) {
		made = read(t, s, func(ctx context.Context, tx *store.Tx) (m map[string]string, err error) {
			a, m, err = tx.FindWorksheet(ctx, in)
			return m, err
		})
		return a, made
	}
	answers, made := sheet(p.ID)
	same(t, answers, worksheet.NoAnswers())
	same(t, made, map[string]string{})
	said := worksheet.Answers{"title": {"Ярмарка 🎪"}, "day": {"10:00 Scene 1", "Lunch"}}.Tidy()
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveWorksheet(ctx, p.ID, worksheet.Answers{"title": {"A draft"}}, map[string]string{})
	})
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveWorksheet(ctx, p.ID, said, map[string]string{"arc/craft": "a1"})
	})
	answers, made = sheet(p.ID)
	same(t, answers, said)
	same(t, made, map[string]string{"arc/craft": "a1"})
	answers, _ = sheet(other.ID)
	same(t, answers, worksheet.NoAnswers())

	check := worksheet.Check{ID: "c1", Stage: worksheet.Technical, Text: "Batteries", Place: 1024}
	piece := worksheet.Piece{ID: "p1", Key: "stills", Title: "Ten stills", Family: "marketing", Due: worksheet.Daily}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.SaveCheck(ctx, p.ID, worksheet.Check{ID: "c1", Text: "draft"}); err != nil {
			return err
		}
		if err := tx.SavePiece(ctx, p.ID, piece); err != nil {
			return err
		}
		return tx.SaveCheck(ctx, p.ID, check)
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]worksheet.Check, error) { return tx.FindChecks(ctx, p.ID) }), []worksheet.Check{check})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]worksheet.Piece, error) { return tx.FindPieces(ctx, p.ID) }), []worksheet.Piece{piece})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (worksheet.Piece, error) { return tx.FindPiece(ctx, p.ID, "p1") }), piece)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (worksheet.Check, error) {
		return tx.FindCheck(ctx, other.ID, "c1")
	})
	missing(t, s, func(ctx context.Context, tx *store.Tx) (worksheet.Piece, error) {
		return tx.FindPiece(ctx, other.ID, "p1")
	})

	done := worksheet.Tick{Check: "c1", Date: "2026-05-04", Done: true, By: "Zoë", At: noon}
	once := worksheet.Tick{Check: "c2", Done: true, By: "Zoë", At: noon}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.SaveTick(ctx, p.ID, done); err != nil {
			return err
		}
		return tx.SaveTick(ctx, p.ID, once)
	})
	find := func(date production.Date) []worksheet.Tick {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]worksheet.Tick, error) {
			return tx.FindTicks(ctx, p.ID, date)
		})
	}
	same(t, find("2026-05-04"), []worksheet.Tick{done, once})
	same(t, find("2026-05-05"), []worksheet.Tick{once})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (worksheet.Tick, error) {
		return tx.FindTick(ctx, p.ID, "c1", "2026-05-05")
	}), worksheet.Tick{Check: "c1", Date: "2026-05-05"})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.SaveCheck(ctx, "none", check) })
}
