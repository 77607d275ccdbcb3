;;; pidx.el --- Full-text search for Korean and English text  -*- lexical-binding: t; -*-

;; Author: The authors of pidx
;; Maintainer: The authors of pidx
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: matching, tools, i18n
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Searches an index of pidx through its daemon.
;;
;;   M-x pidx-search    hits in a buffer; `next-error' steps through them
;;   M-x pidx-live      hits while you type; RET goes to the selected one
;;
;; The index is the nearest folder called "index" that is one, or what
;; `pidx-index' says.  The daemon is started by `pidx serve', or by Emacs
;; if `pidx-auto-start' is non-nil.
;;
;; For the commands of xref in text files:
;;
;;   (add-hook 'text-mode-hook
;;             (lambda () (add-hook 'xref-backend-functions #'pidx-xref-backend nil t)))
;;
;; For columns to be right in files in CP949 too, Emacs has to know them:
;;
;;   (prefer-coding-system 'cp949)
;;   (prefer-coding-system 'utf-8)

;;; Code:

(require 'pidx-live)
(require 'pidx-results)
(require 'pidx-xref)

;;;###autoload
(defun pidx-search (query)
  "Show a buffer with the sections for QUERY.
TAB completes its last word with words of the index."
  (interactive (list (pidx-live-read-query (pidx-daemon-index))))
  (when (string-blank-p query)
    (user-error "The query is empty"))
  (pidx-results-open query (pidx-daemon-index)))

;;;###autoload
(defun pidx-live (&optional initial)
  "Search while you type, and go to the hit that you choose.
\\<pidx-live-map>\\[pidx-live-exit-as-typed] shows all hits in a buffer instead.
INITIAL, with a prefix argument the word at point, is there at first."
  (interactive (list (and current-prefix-arg (thing-at-point 'word t))))
  (let* ((index (pidx-daemon-index))
         (chosen (pidx-live-read-hit index initial)))
    (cond ((consp chosen) (pidx-hit-goto chosen #'pop-to-buffer-same-window))
          ((not (string-blank-p chosen)) (pidx-results-open chosen index)))))

(provide 'pidx)
;;; pidx.el ends here
