" pidx: search your notes with the daemon of pidx. See doc/pidx.txt.

if exists('g:loaded_pidx')
  finish
endif
let g:loaded_pidx = 1

command! -nargs=* Pidx call pidx#search(<q-args>)
command! -nargs=* PidxLive call pidx#live#open(<q-args>)
command! -bar PidxWord call pidx#search(pidx#word())

nnoremap <silent> <Plug>(pidx-word) :<C-U>PidxWord<CR>
nnoremap <silent> <Plug>(pidx-live) :<C-U>PidxLive<CR>
xnoremap <silent> <Plug>(pidx-selection) :<C-U>call pidx#search(pidx#selection())<CR>
