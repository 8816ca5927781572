package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

var compressors = sync.Pool{New: func() any {
	z, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		panic(err) // only for an unknown level
	}
	return z
}}

// compress sends text as gzip to whoever takes it. Live events go out as they are: each must arrive
// at once.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if r.Method == http.MethodHead || r.Header.Get("Range") != "" || !takesGzip(r.Header.Get("Accept-Encoding")) {
			next.ServeHTTP(w, r)
			return
		}
		z := &zipped{ResponseWriter: w}
		defer z.finish()
		next.ServeHTTP(z, r)
	})
}

func takesGzip(accepted string) bool {
	for part := range strings.SplitSeq(accepted, ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if name == "gzip" && strings.ReplaceAll(quality, " ", "") != "q=0" {
			return true
		}
	}
	return false
}

// zipped decides at the first byte whether the answer is text worth compressing.
type zipped struct {
	http.ResponseWriter
	z       *gzip.Writer
	decided bool
}

func (w *zipped) WriteHeader(status int) {
	if status >= 200 && !w.decided {
		w.decided = true
		h := w.Header()
		bodiless := status == http.StatusNoContent || status == http.StatusNotModified
		if !bodiless && h.Get("Content-Encoding") == "" && isText(h.Get("Content-Type")) {
			h.Set("Content-Encoding", "gzip")
			h.Del("Content-Length")
			w.z = compressors.Get().(*gzip.Writer)
			w.z.Reset(w.ResponseWriter)
		}
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *zipped) Write(b []byte) (int, error) {
	if !w.decided {
		if w.Header().Get("Content-Type") == "" {
			w.Header().Set("Content-Type", http.DetectContentType(b))
		}
		w.WriteHeader(http.StatusOK)
	}
	if w.z == nil {
		return w.ResponseWriter.Write(b)
	}
	return w.z.Write(b)
}

// FlushError sends what is written so far; http.ResponseController calls it.
func (w *zipped) FlushError() error {
	if w.z != nil {
		if err := w.z.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(w.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController reach the connection.
func (w *zipped) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *zipped) finish() {
	if w.z == nil {
		return
	}
	_ = w.z.Close() // fails only when the reader has left
	compressors.Put(w.z)
	w.z = nil
}

// isText reports whether a media type is worth compressing.
func isText(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	switch kind = strings.TrimSpace(kind); {
	case kind == "text/event-stream":
		return false
	case strings.HasPrefix(kind, "text/"):
		return true
	}
	return kind == "application/json" || kind == "application/javascript" || kind == "image/svg+xml"
}
