package web

import (
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/upload"
)

// tusVersion is the version of the protocol for uploads that go on after a cut, https://tus.io/protocols/resumable-upload (1.0.0, with
// the extensions creation, termination and expiration).
const tusVersion = "1.0.0"

// uploadKept is how long an upload is kept that nobody goes on with.
const uploadKept = 7 * 24 * time.Hour

// uploadRoutes take files for the library over the network, a piece of at most 64 MiB at a time.
func (s *Server) uploadRoutes(mux *http.ServeMux) {
	for pattern, h := range map[string]handler{
		"OPTIONS /p/{slug}/library/uploads":     s.tellUploads,
		"POST /p/{slug}/library/uploads":        s.beginUpload,
		"HEAD /p/{slug}/library/uploads/{id}":   s.tellUpload,
		"DELETE /p/{slug}/library/uploads/{id}": s.removeUpload,
	} {
		s.handle(mux, pattern, access.IngestMedia, tus(h))
	}
	s.upload(mux, "PATCH /p/{slug}/library/uploads/{id}", access.IngestMedia, tus(s.appendUpload))
}

// tus wraps a call of the protocol: both sides say its version.
func tus(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Tus-Resumable", tusVersion)
		if given := r.Header.Get("Tus-Resumable"); given != tusVersion && r.Method != http.MethodOptions {
			w.Header().Set("Tus-Version", tusVersion)
			w.WriteHeader(http.StatusPreconditionFailed)
			return nil
		}
		return h(w, r)
	}
}

func (s *Server) tellUploads(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Tus-Version", tusVersion)
	w.Header().Set("Tus-Extension", "creation,termination,expiration")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) beginUpload(w http.ResponseWriter, r *http.Request) error {
	length, err := strconv.ParseInt(r.Header.Get("Upload-Length"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "the length of the upload is not given").WithRemedy("Send it as Upload-Length, in bytes.")
	}
	meta, err := uploadMetadata(r.Header.Get("Upload-Metadata"))
	if err != nil {
		return err
	}
	u := upload.Upload{Name: meta["filename"], Folder: folderOf(meta["relativePath"]), Bytes: length, Card: production.CardID(meta["card"])}
	if ms, err := strconv.ParseInt(meta["lastModified"], 10, 64); err == nil && ms > 0 {
		u.Modified = time.UnixMilli(ms).UTC()
	}
	u, err = s.office.BeginUpload(r.Context(), current(r).Production.ID, u)
	if err != nil {
		return err
	}
	w.Header().Set("Location", r.URL.Path+"/"+u.ID)
	tellExpiry(w, s.now())
	if length == 0 {
		if _, err := s.office.AppendUpload(r.Context(), current(r).Production.ID, u.ID, 0, http.NoBody); err != nil {
			return err
		}
	}
	w.WriteHeader(http.StatusCreated)
	return nil
}

// folderOf is the folder of a path that a browser gives: "day 3/DSC_1.NEF".
func folderOf(path string) string {
	at := strings.LastIndexByte(path, '/')
	if at < 0 {
		return ""
	}
	return path[:at]
}

func tellExpiry(w http.ResponseWriter, now time.Time) {
	w.Header().Set("Upload-Expires", now.Add(uploadKept).UTC().Format(http.TimeFormat))
}

// uploadMetadata reads pairs of a key and a value in base64, separated by commas.
func uploadMetadata(text string) (map[string]string, error) {
	meta := map[string]string{}
	for pair := range strings.SplitSeq(text, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(pair), " ")
		if key == "" {
			continue
		}
		plain, err := base64.StdEncoding.DecodeString(strings.TrimSpace(value))
		if err != nil {
			return nil, fault.New(fault.Invalid, "the metadata %.40q is not base64", key).WithRemedy("Send it as the tus protocol says: key, space, value in base64.")
		}
		meta[key] = string(plain)
	}
	return meta, nil
}

func (s *Server) tellUpload(w http.ResponseWriter, r *http.Request) error {
	u, err := s.office.Upload(r.Context(), current(r).Production.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	w.Header().Set("Upload-Offset", strconv.FormatInt(u.Have, 10))
	w.Header().Set("Upload-Length", strconv.FormatInt(u.Bytes, 10))
	w.Header().Set("Cache-Control", "no-store")
	tellExpiry(w, s.now())
	w.WriteHeader(http.StatusOK)
	return nil
}

func (s *Server) appendUpload(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Content-Type") != "application/offset+octet-stream" {
		w.WriteHeader(http.StatusUnsupportedMediaType)
		return nil
	}
	offset, err := strconv.ParseInt(r.Header.Get("Upload-Offset"), 10, 64)
	if err != nil || offset < 0 {
		return fault.New(fault.Invalid, "it is not given where the piece belongs").WithRemedy("Send it as Upload-Offset, in bytes.")
	}
	u, err := s.office.AppendUpload(r.Context(), current(r).Production.ID, r.PathValue("id"), offset, r.Body)
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		err = nil // what came stays, and the sender goes on after it
	}
	if err != nil {
		return err
	}
	w.Header().Set("Upload-Offset", strconv.FormatInt(u.Have, 10))
	tellExpiry(w, s.now())
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) removeUpload(w http.ResponseWriter, r *http.Request) error {
	if err := s.office.RemoveUpload(r.Context(), current(r).Production.ID, r.PathValue("id")); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
