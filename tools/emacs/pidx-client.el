;;; pidx-client.el --- Talk to the daemon of pidx  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; One connection for each index, opened when first needed and kept.
;; `pidx-client-send' asks and returns at once; `pidx-client-call' waits
;; for the answer, and may be interrupted at any time.
;;
;; The protocol is one JSON object a line; see docs/PROTOCOL.md.

;;; Code:

(require 'cl-lib)
(require 'subr-x)
(require 'pidx-daemon)

(defcustom pidx-timeout 5
  "Seconds to wait for an answer, and for a daemon to start."
  :type 'number
  :group 'pidx)

(defvar pidx-client--connections (make-hash-table :test #'equal)
  "Maps folders of indexes to processes.")

(defvar pidx-client--last-id 0
  "Number of the latest request.")

(cl-defstruct (pidx-client--request (:copier nil))
  "A request without its end: parts so far (latest first), function for the end."
  parts on-end)

(defun pidx-client-send (index members on-end)
  "Ask the daemon of INDEX, and return the request's id at once.
MEMBERS is an alist of the request's members but for the id.
ON-END is called once, with the list of parts and the end, all alists."
  (let* ((connection (pidx-client--connection index))
         (id (cl-incf pidx-client--last-id))
         (line (pidx-client--encode `((id . ,id) ,@members))))
    (puthash id (make-pidx-client--request :on-end on-end)
             (process-get connection 'pidx-requests))
    (condition-case failure
        (process-send-string connection line)
      (error
       (delete-process connection)
       (user-error "Pidx: the daemon went away: %s" (error-message-string failure))))
    id))

(defun pidx-client-call (index members)
  "Ask the daemon of INDEX, wait, and return (PARTS . END).
MEMBERS is as for `pidx-client-send'.  An answer that is an error is
signalled as a `user-error'.  Input may interrupt the waiting where the
caller uses `while-no-input'; the answer is then dropped."
  (let* ((answer nil)
         (id (pidx-client-send index members
                               (lambda (parts end) (setq answer (cons parts end)))))
         (connection (gethash index pidx-client--connections))
         (deadline (+ (float-time) pidx-timeout)))
    (unwind-protect
        (pidx-daemon-wait
         connection
         (lambda ()
           (when (and (not answer) (> (float-time) deadline))
             (user-error "Pidx: no answer in %s s; see `pidx-timeout'" pidx-timeout))
           answer))
      (remhash id (process-get connection 'pidx-requests)))
    (when-let ((message (pidx-client-failure (cdr answer))))
      (user-error "Pidx: %s" message))
    answer))

(defun pidx-client-failure (end)
  "The fault that END reports, nil if there is none."
  (unless (eq (alist-get 'ok end) t)
    (or (alist-get 'message end) (alist-get 'error end) "the daemon sent an answer without sense")))

(defun pidx-client-superseded-p (end)
  "Whether END belongs to a request that a newer one has superseded."
  (equal (alist-get 'error end) "cancelled"))

(defun pidx-client-disconnect ()
  "Close all connections to daemons."
  (interactive)
  (maphash (lambda (_index connection) (delete-process connection))
           (copy-hash-table pidx-client--connections)))

;;;; Connections

(defun pidx-client--connection (index)
  "The open connection to the daemon of INDEX."
  (let ((known (gethash index pidx-client--connections)))
    (if (and known (process-live-p known))
        known
      (puthash index (pidx-client--open index) pidx-client--connections))))

(defun pidx-client--open (index)
  "Connect to the daemon of INDEX, starting it if it may be."
  (let ((socket (pidx-daemon-socket index)))
    (or (pidx-client--connect socket)
        (and pidx-auto-start
             (pidx-daemon-start index socket pidx-timeout
                                (lambda () (pidx-client--connect socket))))
        (user-error "Pidx: no daemon: run `%s', or set `pidx-auto-start'"
                    (pidx-daemon-command-line index)))))

(defun pidx-client--connect (socket)
  "A connection to SOCKET, or nil if nobody listens there."
  (let* ((buffer (generate-new-buffer " *pidx*" t))
         (connection
          (condition-case nil
              (make-network-process
               :name "pidx" :family 'local :service socket :buffer buffer
               :coding 'binary :noquery t
               :filter #'pidx-client--filter :sentinel #'pidx-client--sentinel)
            (file-error nil))))
    (if (null connection)
        (kill-buffer buffer)
      (with-current-buffer buffer (set-buffer-multibyte nil))
      (process-put connection 'pidx-requests (make-hash-table)))
    connection))

(defun pidx-client--sentinel (connection _event)
  "End every request of CONNECTION, which has closed."
  (unless (process-live-p connection)
    (let ((requests (process-get connection 'pidx-requests)))
      (process-put connection 'pidx-requests (make-hash-table))
      (kill-buffer (process-buffer connection))
      (maphash (lambda (index known)
                 (when (eq known connection) (remhash index pidx-client--connections)))
               (copy-hash-table pidx-client--connections))
      (maphash (lambda (_id request)
                 (funcall (pidx-client--request-on-end request) nil
                          '((error . "closed") (message . "the daemon went away; ask again"))))
               requests))))

;;;; Lines

(defun pidx-client--filter (connection bytes)
  "Handle the lines that BYTES from CONNECTION complete."
  (when (buffer-live-p (process-buffer connection))
    (let (lines)
      (with-current-buffer (process-buffer connection)
        (goto-char (point-max))
        (let ((fresh (point)))
          (insert bytes)
          (goto-char fresh))
        (let ((start (point-min)))
          (while (search-forward "\n" nil t)
            (push (decode-coding-string (buffer-substring start (1- (point))) 'utf-8) lines)
            (setq start (point)))
          (delete-region (point-min) start)))
      (dolist (line (nreverse lines))
        (pidx-client--receive connection line)))))

(defun pidx-client--receive (connection line)
  "Handle one LINE from CONNECTION; lines of unknown requests are dropped."
  (when-let* ((reply (pidx-client--decode line))
              (requests (process-get connection 'pidx-requests))
              (id (alist-get 'id reply))
              (request (gethash id requests)))
    (if (not (equal (alist-get 't reply) "end"))
        (push reply (pidx-client--request-parts request))
      (remhash id requests)
      (funcall (pidx-client--request-on-end request)
               (reverse (pidx-client--request-parts request)) reply))))

(defun pidx-client--encode (members)
  "The alist MEMBERS as a line of JSON, in bytes."
  (condition-case nil
      (concat (json-serialize members) "\n")
    (wrong-type-argument (user-error "Pidx: the query has characters that are not Unicode"))))

(defun pidx-client--decode (line)
  "The JSON object in LINE as an alist, or nil if there is none."
  (condition-case nil
      (json-parse-string line :object-type 'alist :array-type 'list
                         :null-object nil :false-object nil)
    (json-error nil)))

(provide 'pidx-client)
;;; pidx-client.el ends here
