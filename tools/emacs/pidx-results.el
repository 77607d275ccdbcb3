;;; pidx-results.el --- A buffer with the hits of a query  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; One buffer for each index.  The query runs in the background; a newer
;; one of the same buffer supersedes it.

;;; Code:

(require 'let-alist)
(require 'pidx-client)
(require 'pidx-hit)

(defcustom pidx-limit 30
  "How many hits a results buffer has at first, and how many more each time."
  :type '(integer :match (lambda (_widget value) (and (integerp value) (<= 1 value 1000))))
  :group 'pidx)

(defvar-local pidx-results--query nil "The query whose hits are here.")
(defvar-local pidx-results--index nil "Folder of the index that is searched.")
(defvar-local pidx-results--limit nil "How many hits were asked for.")
(defvar-local pidx-results--end nil "The end of the answer, nil while it is awaited.")
(defvar-local pidx-results--hits nil "The hits, a vector.")
(defvar-local pidx-results--starts nil "Where each hit begins, a vector of positions.")

(defvar pidx-results-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'pidx-results-visit)
    (define-key map (kbd "o") #'pidx-results-visit-other-window)
    (define-key map (kbd "C-o") #'pidx-results-show)
    (define-key map (kbd "SPC") #'pidx-results-show)
    (define-key map (kbd "n") #'pidx-results-next)
    (define-key map (kbd "p") #'pidx-results-previous)
    (define-key map (kbd "+") #'pidx-results-more)
    (define-key map (kbd "f") #'next-error-follow-minor-mode)
    (define-key map (kbd "l") #'pidx-results-browse-link)
    (define-key map (kbd "s") #'pidx-search)
    (define-key map [mouse-2] #'pidx-results-mouse-visit)
    map)
  "Keymap of `pidx-results-mode'.")

(declare-function pidx-search "pidx")

(define-derived-mode pidx-results-mode special-mode "Pidx"
  "Mode for the hits of a query.

\\{pidx-results-mode-map}"
  (setq-local revert-buffer-function (lambda (&rest _) (pidx-results--ask))
              next-error-function #'pidx-results--next-error
              header-line-format '(:eval (pidx-results--header))
              truncate-lines nil
              word-wrap t))

(defun pidx-results-open (query index)
  "Show a buffer with the hits of QUERY in INDEX."
  (let ((buffer (get-buffer-create (format "*pidx %s*" (abbreviate-file-name index)))))
    (with-current-buffer buffer
      (unless (derived-mode-p 'pidx-results-mode) (pidx-results-mode))
      (setq default-directory (file-name-directory index)
            pidx-results--query query
            pidx-results--index index
            pidx-results--limit pidx-limit)
      (goto-char (point-min))
      (pidx-results--ask))
    (setq next-error-last-buffer buffer)
    (pop-to-buffer buffer)))

(defun pidx-results--ask ()
  "Ask for the hits of this buffer's query."
  (let ((buffer (current-buffer)))
    (setq pidx-results--end nil)
    (force-mode-line-update)
    (pidx-client-send
     pidx-results--index
     (pidx-hit-query pidx-results--query pidx-results--limit
                     (cons 'supersede (buffer-name)))
     (lambda (hits end)
       (when (and (buffer-live-p buffer) (not (pidx-client-superseded-p end)))
         (with-current-buffer buffer (pidx-results--show hits end)))))))

;;;; Drawing

(defun pidx-results--show (hits end)
  "Replace what is in the buffer by HITS and END."
  (let* ((inhibit-read-only t)
         (failure (pidx-client-failure end))
         (keep (pidx-results--current)))
    (setq pidx-results--end end
          pidx-results--hits (vconcat hits))
    (erase-buffer)
    (if failure (insert (propertize failure 'face 'error) "\n"))
    (dolist (warning (alist-get 'warn end))
      (insert (propertize warning 'face 'warning) "\n"))
    (insert "\n")
    (setq pidx-results--starts (vconcat (mapcar #'pidx-results--insert hits)))
    (set-buffer-modified-p nil)
    (pidx-results--goto (min keep (1- (length hits))))
    (force-mode-line-update)))

(defun pidx-results--insert (hit)
  "Insert HIT at point, and return where it begins."
  (let ((start (point)))
    (let-alist hit
      (insert (propertize (pidx-hit-title hit) 'mouse-face 'highlight
                          'help-echo "mouse-2: go there"))
      (add-face-text-property start (point) 'pidx-title t)
      (insert "\n    "
              (propertize
               (string-join (delq nil `(,(pidx-hit-place hit pidx-results--index) ,.date ,.link)) "  ")
               'face 'pidx-place)
              "\n")
      (when .headings
        (insert "    " (propertize (string-join .headings " › ") 'face 'pidx-place) "\n"))
      (dolist (line (split-string (pidx-hit-highlight .text .hl) "\n" t))
        (insert (propertize (concat "    " line) 'wrap-prefix "    ") "\n"))
      (dolist (place .also)
        (insert "    " (propertize (concat "also " (abbreviate-file-name place)) 'face 'pidx-place) "\n"))
      (insert "\n"))
    start))

(defun pidx-results--header ()
  "Text of the header line."
  (let-alist pidx-results--end
    (concat " "
            (string-replace "%" "%%" (or pidx-results--query ""))
            (propertize
             (cond ((null pidx-results--end) "  searching…")
                   ((pidx-client-failure pidx-results--end) "  failed")
                   (t (format "  %d of %s%d sections, %s ms" (length pidx-results--hits)
                              (if (assq 'exact pidx-results--end) "at least " "") .total .ms)))
             'face 'pidx-place))))

;;;; Moving

(defun pidx-results--current ()
  "Number of the hit at point, from 0; -1 before the first."
  (let ((number -1))
    (while (and (< (1+ number) (length pidx-results--starts))
                (>= (point) (aref pidx-results--starts (1+ number))))
      (setq number (1+ number)))
    number))

(defun pidx-results--goto (number)
  "Go to the hit NUMBER, from 0, in the buffer and in the windows that show it."
  (goto-char (if (< number 0) (point-min) (aref pidx-results--starts number)))
  (dolist (window (get-buffer-window-list nil nil t))
    (set-window-point window (point))))

(defun pidx-results--hit ()
  "The hit at point."
  (let ((number (pidx-results--current)))
    (when (< number 0) (user-error "No hit here"))
    (aref pidx-results--hits number)))

(defun pidx-results-next (&optional count)
  "Go COUNT hits down."
  (interactive "p")
  (let ((number (+ (pidx-results--current) (or count 1))))
    (unless (< -1 number (length pidx-results--hits))
      (user-error "No more hits"))
    (pidx-results--goto number)))

(defun pidx-results-previous (&optional count)
  "Go COUNT hits up."
  (interactive "p")
  (pidx-results-next (- (or count 1))))

(defun pidx-results--next-error (count reset)
  "Go COUNT hits down, from the first if RESET, and visit that hit."
  (when reset (goto-char (point-min)))
  (let ((at-first (and reset (eql count 0))))
    (pidx-results-next (if at-first 1 count)))
  (pidx-results-visit-other-window))

;;;; Visiting

(defun pidx-results-visit ()
  "Go to the hit at point, in this window."
  (interactive)
  (pidx-hit-goto (pidx-results--hit) #'pop-to-buffer-same-window))

(defun pidx-results-visit-other-window ()
  "Go to the hit at point, in another window than this buffer's."
  (interactive)
  (let ((results (current-buffer)))
    (pidx-hit-goto (pidx-results--hit)
                   (lambda (buffer)
                     (if (eq results (window-buffer))
                         (pop-to-buffer buffer t)
                       (pop-to-buffer-same-window buffer))))))

(defun pidx-results-show ()
  "Show the hit at point in another window, and stay here."
  (interactive)
  (save-selected-window (pidx-results-visit-other-window)))

(defun pidx-results-mouse-visit (event)
  "Go to the hit that EVENT, a click, is on."
  (interactive "e")
  (mouse-set-point event)
  (pidx-results-visit-other-window))

(defun pidx-results-browse-link ()
  "Open the link of the hit at point."
  (interactive)
  (browse-url (or (alist-get 'link (pidx-results--hit))
                  (user-error "This section has no link"))))

(defun pidx-results-more ()
  "Show `pidx-limit' more hits."
  (interactive)
  (setq pidx-results--limit (min 1000 (+ pidx-results--limit pidx-limit)))
  (pidx-results--ask))

(provide 'pidx-results)
;;; pidx-results.el ends here
