package web

import (
	"net/http"
	"time"

	"github.com/btsdirector/bts/internal/web/ui"
)

const themeFor = 365 * 24 * time.Hour

// themeOf is the light in which a browser wants its pages.
func themeOf(r *http.Request) ui.Theme {
	cookie, err := r.Cookie(ui.ThemeCookie)
	if err != nil {
		return ui.Auto
	}
	return ui.ThemeOf(cookie.Value)
}

// saveTheme keeps the light in a cookie: it belongs to the device in somebody's hand, not to the
// account, because the phone is on a dark stage and the computer in a bright office.
func (s *Server) saveTheme(w http.ResponseWriter, r *http.Request) error {
	http.SetCookie(w, &http.Cookie{
		Name: ui.ThemeCookie, Value: string(ui.ThemeOf(r.PostFormValue("theme"))), Path: "/",
		MaxAge: int(themeFor / time.Second), HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode,
	})
	return back(w, r, "/")
}
