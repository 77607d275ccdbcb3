;;; terminal-init.el --- What the tests with a terminal start Emacs with  -*- lexical-binding: t; -*-

;;; Commentary:

;; F5 writes where the selected window is to the file in PLACE: the file's
;; name, the line, the column in characters, and what follows point.

;;; Code:

(require 'pidx)

(set-language-environment "UTF-8")
(setq pidx-program (getenv "PIDX")
      pidx-index (getenv "INDEX")
      pidx-timeout 60
      default-input-method "korean-hangul"
      text-quoting-style 'grave
      inhibit-startup-screen t
      make-backup-files nil)
(menu-bar-mode -1)

(defun terminal-place ()
  "Write to the file in the environment's PLACE where point is."
  (interactive)
  (let ((coding-system-for-write 'utf-8))
    (write-region (format "%s:%d:%d:%s\n" (buffer-name) (line-number-at-pos)
                          (1+ (- (point) (line-beginning-position)))
                          (buffer-substring-no-properties (point) (line-end-position)))
                  nil (getenv "PLACE") nil 'silent)))

(defun terminal-begin-again ()
  "Go to where Emacs begins."
  (interactive)
  (switch-to-buffer "*scratch*"))

(global-set-key (kbd "<f5>") #'terminal-place)
(global-set-key (kbd "C-c s") #'pidx-search)
(global-set-key (kbd "C-c l") #'pidx-live)
(global-set-key (kbd "C-c f") #'fido-vertical-mode)
(global-set-key (kbd "C-c d") #'pidx-client-disconnect)
(global-set-key (kbd "C-c b") #'terminal-begin-again)

;;; terminal-init.el ends here
