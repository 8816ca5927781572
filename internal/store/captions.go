package store

import (
	"context"

	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

var captionStyles = table{name: "caption_style", key: []string{"production_id"}, columns: []string{"body"}}

// SaveCaptionStyle rewrites how a production writes its captions.
func (tx *Tx) SaveCaptionStyle(ctx context.Context, in production.ProductionID, s caption.Style) error {
	s.Keywords, s.Words, s.Spellings, s.Codes = notNil(s.Keywords), notNil(s.Words), notNil(s.Spellings), notNil(s.Codes)
	return captionStyles.save(ctx, tx, []any{in, asJSON{s}})
}

// FindCaptionStyle is how a production writes its captions, the usual way where it has said nothing.
func (tx *Tx) FindCaptionStyle(ctx context.Context, in production.ProductionID) (caption.Style, error) {
	s, err := one(ctx, tx, scanJSON[caption.Style], `SELECT body FROM caption_style WHERE production_id = $1`, in)
	if err = absent(err, "style"); fault.Is(err, fault.NotFound) {
		return caption.Usual(), nil
	}
	return s, err
}
