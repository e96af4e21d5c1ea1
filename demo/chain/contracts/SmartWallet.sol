// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Wallet of one customer, business or tenant
/// @notice Does only what its owner signed (EIP-712); anyone may bring the signature and pay the gas.
/// The owner is an account with a key or a contract that answers EIP-1271, and never changes: nothing here can take a wallet over.
contract SmartWallet is EIP712, ERC721Holder, ERC1155Holder {
    bytes32 private constant EXECUTE_TYPEHASH =
        keccak256("Execute(address to,uint256 value,bytes data,uint256 nonce,uint256 deadline)");

    /// @notice Whose signature counts.
    address public immutable owner;

    /// @notice The nonce that the next call has to carry. Calls happen in the order in which they were numbered.
    uint256 public nonce;

    event Executed(uint256 indexed nonce, address indexed to, uint256 value, bytes data);

    error Expired(uint256 deadline);
    error WrongNonce(uint256 expected);
    error WrongSignature();

    constructor(address owner_) EIP712("PERS Smart Wallet", "1") {
        owner = owner_;
    }

    receive() external payable {}

    /// @notice Makes one call in the wallet's name.
    /// @param to called contract, or receiver of `value` when `data` is empty
    /// @param value wei of the wallet that go along
    /// @param nonce_ has to be {nonce}
    /// @param deadline last second in which the signature counts
    /// @param signature of the owner over all of this
    /// @return what the called contract answered; its reverts come through unchanged
    function execute(
        address to,
        uint256 value,
        bytes calldata data,
        uint256 nonce_,
        uint256 deadline,
        bytes calldata signature
    ) external returns (bytes memory) {
        if (block.timestamp > deadline) revert Expired(deadline);
        if (nonce_ != nonce) revert WrongNonce(nonce);
        bytes32 hash = _hashTypedDataV4(
            keccak256(abi.encode(EXECUTE_TYPEHASH, to, value, keccak256(data), nonce_, deadline))
        );
        if (!SignatureChecker.isValidSignatureNowCalldata(owner, hash, signature)) revert WrongSignature();
        // Before the call: a called contract that calls back finds the signature used up.
        nonce = nonce_ + 1;
        emit Executed(nonce_, to, value, data);
        if (data.length > 0) return Address.functionCallWithValue(to, data, value);
        Address.sendValue(payable(to), value);
        return "";
    }
}
