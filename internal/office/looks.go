package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// AddLook puts a picture of how it is to look into the treatment, and returns its address. Whoever adds others at the same
// time is not disturbed.
func (o *Office) AddLook(ctx context.Context, in production.ProductionID, file []byte, caption string) (string, Act, error) {
	if err := access.Require(ctx, access.EditStory, in); err != nil {
		return "", Act{}, err
	}
	at, err := o.keepPicture(ctx, file)
	if err != nil {
		return "", Act{}, err
	}
	act, err := o.looks(ctx, in, "add_look", func(list []outline.Picture) ([]outline.Picture, error) {
		if slices.ContainsFunc(list, func(p outline.Picture) bool { return p.Address == at }) {
			return list, nil // the same picture again
		}
		return append(list, outline.Picture{Address: at, Caption: caption}), nil
	})
	return at, act, err
}

// RemoveLook takes a picture out of the treatment.
func (o *Office) RemoveLook(ctx context.Context, in production.ProductionID, at string) (Act, error) {
	return o.looks(ctx, in, "remove_look", func(list []outline.Picture) ([]outline.Picture, error) {
		left := slices.DeleteFunc(list, func(p outline.Picture) bool { return p.Address == at })
		if len(left) == len(list) {
			return nil, fault.New(fault.NotFound, "there is no such picture in the treatment")
		}
		return left, nil
	})
}

// looks changes the pictures of the treatment.
func (o *Office) looks(ctx context.Context, in production.ProductionID, action string, change func([]outline.Picture) ([]outline.Picture, error)) (Act, error) {
	return o.storyAct(ctx, in, action, func(p *pen) (string, error) {
		was, err := p.tx.FindTreatment(ctx, in)
		if err != nil {
			return "", err
		}
		now := was
		if now.Pictures, err = change(slices.Clone(was.Pictures)); err != nil {
			return "", err
		}
		return "", write(ctx, p, treatments, was, now)
	})
}

// Look is a picture of the treatment as a JPEG. It returns fault.NotFound for one that is not in it.
func (o *Office) Look(ctx context.Context, in production.ProductionID, at string) ([]byte, error) {
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		t, err := tx.FindTreatment(ctx, in)
		if err == nil && !slices.ContainsFunc(t.Pictures, func(p outline.Picture) bool { return p.Address == at }) {
			err = fault.New(fault.NotFound, "there is no such picture in the treatment")
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.blob(ctx, at)
}

// onlyKnown returns fault.Invalid when a list names a picture that was not in it: whoever knows an address of the vault does
// not thereby see what lies there.
func onlyKnown(was, now []outline.Picture) error {
	for _, p := range now {
		if !slices.ContainsFunc(was, func(w outline.Picture) bool { return w.Address == p.Address }) {
			return fault.New(fault.Invalid, "a picture is not set by its address").WithRemedy("Send the picture itself.")
		}
	}
	return nil
}
